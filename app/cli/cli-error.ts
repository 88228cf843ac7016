/** Something the operator can put right; printed without a stack, exit code 1. */
export class CliError extends Error {}
