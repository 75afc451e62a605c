/** Whether somebody can click: where nobody can, a box would hang the app for ever. */
export function canAsk(): boolean {
  return !process.env['GANTRY_NO_DIALOGS'] && !process.env['CI'];
}
