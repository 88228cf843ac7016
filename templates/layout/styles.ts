import type { TextStyle } from './text-run'

/** GB/T 9704-2012, 5.2.3: 22 lines of 28 characters on the type area of 156 × 225 mm. */
export const PITCH = 28.99
/** 28 characters of 16 pt are 448 pt, the type area is 442.2 pt wide: the grid takes the rest from between the characters. */
const GRID_TRACKING = -0.207

export const BODY: TextStyle = { role: 'body', size: 16, tracking: GRID_TRACKING }
export const BODY_HEAD: TextStyle = { role: 'head', size: 16, tracking: GRID_TRACKING }
export const BODY_INDENT = 32
/** Contracts are set smaller than notices: 14 pt. */
export const CONTRACT: TextStyle = { role: 'body', size: 14 }
export const CONTRACT_HEAD: TextStyle = { role: 'head', size: 14 }
export const CONTRACT_PITCH = 24.5
export const CONTRACT_INDENT = 28
export const TITLE: TextStyle = { role: 'title', size: 22 }
export const TITLE_PITCH = 34
export const SECTION: TextStyle = { role: 'head', size: 15 }
export const NUMBER: TextStyle = { role: 'body', size: 14 }
export const NOTE: TextStyle = { role: 'body', size: 12 }
export const NOTE_HEAD: TextStyle = { role: 'head', size: 12 }
export const NOTE_PITCH = 17.5
export const CELL: TextStyle = { role: 'table', size: 10.5 }
export const CELL_HEAD: TextStyle = { role: 'head', size: 10.5 }
export const CELL_PITCH = 15
export const SMALL_CELL: TextStyle = { role: 'table', size: 9 }
export const SMALL_CELL_HEAD: TextStyle = { role: 'head', size: 9 }
export const SMALL_CELL_PITCH = 12.2
export const FOOTER: TextStyle = { role: 'table', size: 10.5 }
export const FINE_PRINT: TextStyle = { role: 'table', size: 8 }
export const RED_HEADER_COLOR = '#e60012'
export const HEAD_GROUND = '#f0f0f0'
export const GROUP_GROUND = '#f8f8f8'
