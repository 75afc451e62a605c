export const hoursOfDay: readonly number[] = Array.from({ length: 24 }, (_, hour) => hour);
