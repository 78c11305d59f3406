import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inRoot } from './root.mjs';

// A checkout with one dependency, and a package registry on the loopback that can be switched off.
let home = '';
let checkout = '';
let registry: Server;
let archive: Buffer;

beforeEach(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'loam-setup-'));
  checkout = path.join(home, 'checkout');
  cpSync(inRoot('scripts'), path.join(checkout, 'scripts'), { recursive: true });
  cpSync(inRoot('.npmrc'), path.join(checkout, '.npmrc'));
  archive = packTiny('1.0.0');
  writeLock('1.0.0', archive);
  registry = createServer((request, response) => {
    if (request.url?.endsWith('.tgz') === true) return void response.end(archive);
    const { port } = registry.address() as AddressInfo;
    const { version } = JSON.parse(readFileSync(path.join(checkout, 'package.json'), 'utf8')).tiny;
    const dist = {
      tarball: `http://127.0.0.1:${port}/tiny/-/tiny-${version}.tgz`,
      integrity: integrityOf(archive),
    };
    response.end(JSON.stringify({ name: 'tiny', versions: { [version]: { name: 'tiny', version, dist } } }));
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  registry.close();
  rmSync(home, { recursive: true, force: true });
});

const integrityOf = (bytes: Buffer) => `sha512-${createHash('sha512').update(bytes).digest('base64')}`;

function packTiny(version: string): Buffer {
  const folder = path.join(home, 'package');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name: 'tiny', version }));
  spawnSync('tar', ['-czf', path.join(home, 'tiny.tgz'), '-C', home, 'package']);
  return readFileSync(path.join(home, 'tiny.tgz'));
}

function writeLock(version: string, bytes: Buffer): void {
  const dependencies = { tiny: version };
  const packages = { '': { dependencies }, 'node_modules/tiny': { version, integrity: integrityOf(bytes) } };
  writeFileSync(
    path.join(checkout, 'package.json'),
    JSON.stringify({ name: 'app', dependencies, tiny: { version } }),
  );
  writeFileSync(
    path.join(checkout, 'package-lock.json'),
    JSON.stringify({ name: 'app', lockfileVersion: 3, packages }),
  );
}

function setUp({ search = process.env.PATH } = {}): Promise<{ code: number | null; output: string }> {
  const { port } = registry.address() as AddressInfo;
  const env = {
    PATH: search,
    HOME: home,
    npm_config_cache: path.join(home, `cache-${registry.listening}`),
    npm_config_registry: `http://127.0.0.1:${port}/`,
  };
  const child = spawn(process.execPath, ['scripts/setup.mjs'], { cwd: checkout, env });
  let output = '';
  child.stderr.on('data', (bytes: Buffer) => {
    output += bytes.toString();
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

const installedVersion = () =>
  JSON.parse(readFileSync(path.join(checkout, 'node_modules/tiny/package.json'), 'utf8')).version;

test('installs, does nothing the second time, and repairs what an interruption left', async () => {
  const first = await setUp();
  expect(first.output).toContain('Installing packages: done');
  expect(first.code).toBe(0);
  expect(installedVersion()).toBe('1.0.0');

  const second = await setUp({ search: '/nowhere' });
  expect(second.code).toBe(0);
  expect(second.output).not.toContain('Installing');

  rmSync(path.join(checkout, 'node_modules/.loam-setup'));
  rmSync(path.join(checkout, 'node_modules/.package-lock.json'));
  rmSync(path.join(checkout, 'node_modules/tiny'), { recursive: true });
  writeFileSync(path.join(checkout, '.cache/setup.lock'), '999999999');
  expect((await setUp()).code).toBe(0);
  expect(installedVersion()).toBe('1.0.0');
  expect(existsSync(path.join(checkout, '.cache/setup.lock'))).toBe(false);
});

test('takes what npm installed by hand as it is', async () => {
  await setUp();
  rmSync(path.join(checkout, 'node_modules/.loam-setup'));
  expect((await setUp()).output).not.toContain('Installing');
});

test('without network it names the package, says what to do, and keeps what was there', async () => {
  expect((await setUp()).code).toBe(0);
  const newer = packTiny('1.0.1');
  writeLock('1.0.1', newer);
  const { port } = registry.address() as AddressInfo;
  await new Promise((resolve) => registry.close(resolve));
  registry.address = () => ({ address: '127.0.0.1', family: 'IPv4', port });
  const { code, output } = await setUp();
  expect(output).toMatch(
    /The package tiny(@1\.0\.1)? could not be fetched: the package registry did not answer/,
  );
  expect(output).toContain('Check the network');
  expect(code).toBe(1);
  expect(installedVersion()).toBe('1.0.0');
});

test('refuses a package that is not the pinned one', async () => {
  archive = packTiny('1.0.0-other');
  const { code, output } = await setUp();
  expect(output).toContain('not the file that this project pinned');
  expect(code).toBe(1);
  expect(existsSync(path.join(checkout, 'node_modules'))).toBe(false);
});
