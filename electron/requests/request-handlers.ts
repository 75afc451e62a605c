import type { Requests } from '../../shared/contract.ts';
import { addDestination } from './add-destination.ts';
import { addPaths } from './add-paths.ts';
import { addWatchedFolder } from './add-watched-folder.ts';
import { cancel } from './cancel.ts';
import { cancelAfterQueue } from './cancel-after-queue.ts';
import { changeWatchedFolder } from './change-watched-folder.ts';
import { chooseDestination } from './choose-destination.ts';
import { clearSettled } from './clear-settled.ts';
import { duplicateDestination } from './duplicate-destination.ts';
import { exportSettings } from './export-settings.ts';
import { findDestination } from './find-destination.ts';
import { getConflicts } from './get-conflicts.ts';
import { getLink } from './get-link.ts';
import { getOverview } from './get-overview.ts';
import { getSettings } from './get-settings.ts';
import { importSettings } from './import-settings.ts';
import { listAttempts } from './list-attempts.ts';
import { listDestinations } from './list-destinations.ts';
import { listRefusals } from './list-refusals.ts';
import { listUnfinished } from './list-unfinished.ts';
import { listUploads } from './list-uploads.ts';
import { listWatchedFolders } from './list-watched-folders.ts';
import { moveBatch } from './move-batch.ts';
import { pause } from './pause.ts';
import { pauseWatchedFolder } from './pause-watched-folder.ts';
import { rememberConflict } from './remember-conflict.ts';
import { removeDestination } from './remove-destination.ts';
import { removeSecret } from './remove-secret.ts';
import { removeUnfinished } from './remove-unfinished.ts';
import { removeWatchedFolder } from './remove-watched-folder.ts';
import type { RequestHandlers } from './request-handler.ts';
import { resolveConflicts } from './resolve-conflicts.ts';
import { resume } from './resume.ts';
import { resumeWatchedFolder } from './resume-watched-folder.ts';
import { retry } from './retry.ts';
import { saveProxyPassword } from './save-proxy-password.ts';
import { saveSecret } from './save-secret.ts';
import { testAddress } from './test-address.ts';
import { testDestination } from './test-destination.ts';
import { trustHostKey } from './trust-host-key.ts';
import { updateDestination } from './update-destination.ts';
import { updateSettings } from './update-settings.ts';

/** Every request that both hosts answer. */
export const requestHandlers: RequestHandlers<keyof Requests> = {
  getOverview,
  listUploads,
  listRefusals,
  listAttempts,
  getLink,
  addPaths,
  getConflicts,
  resolveConflicts,
  rememberConflict,
  pause,
  resume,
  retry,
  cancel,
  clearSettled,
  listDestinations,
  findDestination,
  addDestination,
  removeDestination,
  chooseDestination,
  testDestination,
  trustHostKey,
  updateDestination,
  duplicateDestination,
  testAddress,
  saveSecret,
  removeSecret,
  moveBatch,
  listUnfinished,
  removeUnfinished,
  getSettings,
  updateSettings,
  exportSettings,
  importSettings,
  saveProxyPassword,
  cancelAfterQueue,
  listWatchedFolders,
  addWatchedFolder,
  changeWatchedFolder,
  removeWatchedFolder,
  pauseWatchedFolder,
  resumeWatchedFolder,
};
