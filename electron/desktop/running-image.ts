/**
 * The AppImage that this process runs from, as an absolute path; null: none. Every program that is started from an AppImage inherits its variables, so what runs
 * must also lie where that image is mounted: only then is the file ours to start again, to open at login and to replace.
 */
export function runningImage(environment: Readonly<Record<string, string | undefined>>, programPath: string): string | null {
  const { APPIMAGE: image = '', APPDIR: mounted = '' } = environment;
  return image.startsWith('/') && mounted.startsWith('/') && programPath.startsWith(`${mounted}/`) ? image : null;
}
