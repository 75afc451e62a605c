import type { Totals } from '../../../shared/progress.ts';
import type { TaskbarProgress } from './taskbar-progress.ts';
import { taskbarProgressOf } from './taskbar-progress.ts';

/** The part of a window that is used here. */
export interface TaskbarWindow {
  setProgressBar(fraction: number, options: { readonly mode: TaskbarProgress['mode'] }): void;
}

/** Shows the queue's progress in the taskbar; says nothing that the taskbar knows already. */
export function createTaskbarPublisher(currentWindow: () => TaskbarWindow | null): (totals: Totals) => void {
  let shown: { readonly window: TaskbarWindow; readonly progress: TaskbarProgress } | null = null;
  return (totals) => {
    const window = currentWindow();
    if (window === null) return;
    const progress = taskbarProgressOf(totals);
    const isShown = shown?.window === window && shown.progress.fraction === progress.fraction && shown.progress.mode === progress.mode;
    if (isShown) return;
    window.setProgressBar(progress.fraction, { mode: progress.mode });
    shown = { window, progress };
  };
}
