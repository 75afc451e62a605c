/** The four names that cross the border; everything else is told apart inside of `request`. */
export const bridgeChannels = {
  request: 'gantry:request',
  /** The page listens from now on. */
  subscribe: 'gantry:subscribe',
  changes: 'gantry:changes',
  acknowledge: 'gantry:acknowledge',
} as const;
