import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from '../shared/contract.ts';
import type { ChangeBatch } from '../shared/progress.ts';
import { bridgeChannels } from './desktop/bridge-channels.ts';

const bridge: Bridge = {
  request: (name, args) => ipcRenderer.invoke(bridgeChannels.request, name, args),
  onChanges(listener) {
    const forward = (_event: unknown, changes: ChangeBatch): void => listener(changes);
    ipcRenderer.on(bridgeChannels.changes, forward);
    ipcRenderer.send(bridgeChannels.subscribe);
    return () => {
      ipcRenderer.off(bridgeChannels.changes, forward);
    };
  },
  acknowledge: (sequence) => ipcRenderer.send(bridgeChannels.acknowledge, sequence),
  pathForFile(file) {
    try {
      return file instanceof File ? webUtils.getPathForFile(file) : '';
    } catch {
      return '';
    }
  },
};

contextBridge.exposeInMainWorld('gantry', bridge);
