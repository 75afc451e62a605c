/** Files that go to one destination at the same time, at most; more of them only wait for each other. */
export const mostFilesAtOnce = 64;
