/** The name of the destination that Gantry brings along, which no other one can have. */
export const builtInName = 'This computer';
