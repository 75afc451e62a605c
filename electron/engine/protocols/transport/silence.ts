/** What is thrown where nobody says anything any more; it is classified as `timed-out`. */
export function silence(): Error {
  return Object.assign(new Error('silent'), { code: 'ETIMEDOUT' });
}
