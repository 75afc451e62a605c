/** The name by which systems know the packaged app, as in electron-builder.yml and in the shortcut that is installed on Windows, which tells by it whose a notification is. */
export const appId = 'org.gantry.desktop';
