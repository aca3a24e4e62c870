/**
 * Text that a spreadsheet may run when it opens a CSV, or that already carries guards before such text, so that taking one
 * guard off gives back what was written.
 */
export const wouldRun = /^'*(\s*[=+@-]|[\t\r])/;
