/** Under it a destination remembers that its server moves nothing. */
export const movesNothingKey = 'movesNothing';
