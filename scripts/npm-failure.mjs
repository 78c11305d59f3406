import { SetupError } from './say.mjs';

const offlineCodes = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ERR_SOCKET_TIMEOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTCACHED',
  'EPROTO',
]);

/**
 * The package that a line of npm's output speaks of, if any.
 * @param {string} output
 */
function findPackage(output) {
  const errors = output
    .split('\n')
    .filter((line) => /npm (?:error|ERR!)/.test(line))
    .join('\n');
  const url = /https?:\/\/[^/\s]+\/(@[^/\s]+(?:\/|%2f)[^/\s]+|[^/\s]+)(?:\/-\/\S*?-(\d[^/\s]*)\.tgz)?/i.exec(
    errors,
  );
  if (url !== null) {
    const name = decodeURIComponent(url[1] ?? '').replace(/[,:;]+$/, '');
    return url[2] === undefined ? name : `${name}@${url[2]}`;
  }
  return (
    /'((?:@[\w.-]+\/)?[\w.-]+@[^']+)'/.exec(errors)?.[1] ??
    /No matching version found for (\S+?)\.?\s/.exec(errors)?.[1]
  );
}

/**
 * Turns the end of npm's output into a message that says which package could not be had and what to do.
 * @param {string} output
 */
export function explainNpmFailure(output) {
  const code = /npm (?:error|ERR!) code (\S+)/.exec(output)?.[1] ?? 'unknown';
  const reason = [...offlineCodes].find((name) => output.includes(name));
  const name = findPackage(output);
  const what = name === undefined ? 'A package' : `The package ${name}`;
  if (offlineCodes.has(code) || reason !== undefined)
    return new SetupError(
      `${what} could not be fetched: the package registry did not answer (${reason ?? code}).`,
      'Check the network (or the proxy and registry that `npm config list` shows) and run the same command again; what was fetched already is kept.',
    );
  if (code === 'E404' || code === 'ETARGET')
    return new SetupError(
      `${what} is not in the package registry in use (${code}).`,
      'See `npm config get registry`: a mirror may be incomplete.',
    );
  if (code === 'EINTEGRITY')
    return new SetupError(
      `${what} is not the file that this project pinned (${code}).`,
      'Run `npm cache clean --force`, then the same command again; if it stays, the registry serves another file: do not use it.',
    );
  if (code === 'ENOSPC')
    return new SetupError(
      'The disk is full (ENOSPC).',
      'Setting up needs about 2 GB; free some and run the same command again.',
    );
  if (code === 'EACCES' || code === 'EPERM')
    return new SetupError(
      'A folder may not be written (EACCES).',
      'The checkout and the npm cache (`npm config get cache`) must belong to you.',
    );
  return new SetupError(
    `npm failed (${code}). Its last lines:\n\n${output.trim()}`,
    'Run the same command again; if it stays, `npm ci` shows the whole output.',
  );
}
