import { contextBridge, ipcRenderer } from 'electron';

const CHANNELS = ['loam:connect', 'loam:desktop'] as const;

/**
 * The whole bridge: the page learns that it runs in the desktop app, and two kinds of window message travel on to the
 * main process, which decides: `loam:connect` with a port for the node, `loam:desktop` with one for the shell. Nothing
 * else crosses.
 */
contextBridge.exposeInMainWorld('loamHost', Object.freeze({ kind: 'electron' }));

window.addEventListener('message', (event) => {
  const [port] = event.ports;
  const channel = CHANNELS.find((known) => known === event.data);
  if (event.source !== window || channel === undefined || event.ports.length !== 1 || !port) return;
  ipcRenderer.postMessage(channel, null, [port]);
});
