/** By this name the systems know the packaged app: the same as in electron-builder.yml. By it Windows knows whose a notification is, as by the installed shortcut's. */
export const appId = 'org.gantry.desktop';
