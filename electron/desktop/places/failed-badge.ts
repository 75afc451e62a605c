import type { Totals } from '../../../shared/progress.ts';
import { countOf } from '../../../shared/text/count-of.ts';

export interface FailedBadgeOptions<Window> {
  readonly platform: NodeJS.Platform;
  /** On the dock, or on a launcher that knows numbers; 0 takes it away. */
  setBadgeCount(count: number): unknown;
  currentWindow(): Window | null;
  /** Over the icon in the taskbar of Windows; 0 takes it away. */
  setOverlay(window: Window, count: number, description: string): void;
}

/** Shows on the app's icon how many files failed; says nothing that the system knows already. */
export function createFailedBadge<Window>(options: FailedBadgeOptions<Window>): (totals: Pick<Totals, 'failed'>) => void {
  let shown: { readonly window: Window | null; readonly failed: number } = { window: null, failed: 0 };
  return ({ failed }) => {
    if (options.platform !== 'win32') {
      if (shown.failed !== failed) options.setBadgeCount(failed);
      shown = { window: null, failed };
      return;
    }
    const window = options.currentWindow();
    // A new window has nothing over its icon.
    const known = shown.window === window ? shown.failed : 0;
    if (window !== null && known !== failed) options.setOverlay(window, failed, failed === 0 ? '' : `${countOf(failed, 'file')} failed`);
    shown = { window, failed };
  };
}
