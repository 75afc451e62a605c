import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { engineClient } from './engine-client.ts';
import { followQueue } from './follow-queue.ts';
import { perform } from './store/actions.ts';
import { askAboutConflicts } from './store/conflict-actions.ts';
import { loadDestinations } from './store/destination-actions.ts';
import { createQueueSink } from './store/queue-sink.ts';
import { rememberView } from './store/remember-view.ts';
import { loadSettings } from './store/settings-actions.ts';
import { loadUpdateNotice } from './store/update-actions.ts';
import { Window } from './window.tsx';
import { speakFirst } from './window-language.ts';
import './ui/text-input.css';
import './ui/tokens.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no root element');

speakFirst(document.documentElement);
document.documentElement.dataset['platform'] = navigator.userAgent.includes('Mac') ? 'mac' : 'other';
rememberView(window.localStorage);
followQueue(engineClient(), createQueueSink());
askAboutConflicts();
perform(loadDestinations());
perform(loadUpdateNotice());
perform(loadSettings());
// The terminal and other programs add and change destinations too: whoever comes back from one finds them.
window.addEventListener('focus', () => perform(loadDestinations()));
createRoot(root).render(
  <StrictMode>
    <Window />
  </StrictMode>,
);
