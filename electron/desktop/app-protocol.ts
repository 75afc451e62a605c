import type { Session } from 'electron';
import { protocol } from 'electron';
import { answerAppPage } from './answer-app-page.ts';
import { appScheme } from './app-origin.ts';
import type { PageLanguages } from './speech.ts';

/** Before the app is ready: makes our scheme a standard and secure one, so that the page has an origin of its own. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges: { standard: true, secure: true, codeCache: true } }]);
}

/** Serves the built renderer in `root` to that session; `languages`: what a page is to speak. */
export function serveAppPages(session: Session, root: string, languages: () => PageLanguages): void {
  session.protocol.handle(appScheme, (request) => answerAppPage(root, request, languages()));
}
