/** What the app's entry and icon are called on a Linux desktop, as the packages install them. */
export const desktopEntryName = 'gantry-desktop';
