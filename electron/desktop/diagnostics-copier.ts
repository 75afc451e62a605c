import { randomUUID } from 'node:crypto';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { app, clipboard } from 'electron';
import type { UploadId } from '../../shared/ids.ts';
import type { Engine } from '../engine/engine.ts';
import type { Log } from '../engine/ports.ts';
import { diagnosticsText } from '../host/diagnostics/diagnostics-text.ts';
import { engineSource } from '../host/diagnostics/engine-source.ts';
import type { Redact } from '../host/redactor.ts';

/** Puts the diagnostics on the clipboard; answers how long they are. */
export type CopyDiagnostics = (uploadId?: UploadId) => number;

export interface DiagnosticsCopierOptions {
  readonly engine: Engine;
  readonly dataDirectory: string;
  readonly log: Log;
  readonly redact: Redact;
}

export function createDiagnosticsCopier({ engine, dataDirectory, log, redact }: DiagnosticsCopierOptions): CopyDiagnostics {
  return (uploadId) => {
    const { electron = '', chrome = '', node = '' } = process.versions;
    const source = engineSource(engine);
    const text = diagnosticsText(
      source,
      {
        host: 'window',
        versions: { gantry: app.getVersion(), electron, chrome, node },
        settings: { isPackaged: app.isPackaged, locale: app.getLocale() },
        environment: process.env,
        homeDirectory: homedir(),
        userName: userInfo().username,
        logDirectory: join(dataDirectory, 'logs'),
        nowMs: Date.now(),
        salt: randomUUID(),
      },
      uploadId === undefined ? { redact } : { uploadId, redact },
    );
    clipboard.writeText(text);
    log.write('info', 'diagnostics-copied', { characters: text.length });
    return text.length;
  };
}
