type ProgressProps = { readonly label: string; readonly value: number; readonly max: number; readonly unit?: string | undefined }

/** How much of a piece of work is done, in words and as a bar. */
export const Progress = ({ label, value, max, unit = '项' }: ProgressProps) => (
  <div className="mb-4 max-w-field">
    <p className="flex justify-between gap-4">
      <span>{label}</span>
      <span>
        {value} / {max} {unit}
      </span>
    </p>
    <progress aria-label={label} value={value} max={Math.max(max, 1)} className="block h-3 w-full" />
  </div>
)
