import { contextBridge, ipcRenderer } from 'electron';

/**
 * The whole bridge: the page learns that it runs in the desktop app, and one kind of window message,
 * `loam:connect` with a port, travels on to the main process, which decides. Nothing else crosses.
 */
contextBridge.exposeInMainWorld('loamHost', Object.freeze({ kind: 'electron' }));

window.addEventListener('message', (event) => {
  const [port] = event.ports;
  if (event.source !== window || event.data !== 'loam:connect' || event.ports.length !== 1 || !port) return;
  ipcRenderer.postMessage('loam:connect', null, [port]);
});
