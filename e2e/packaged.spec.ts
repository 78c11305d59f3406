import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join, relative } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import type { Status } from '../protocol/api/network-schemas.ts';
import type { DesktopState } from '../protocol/desktop/desktop-contract.ts';
import { isAlive } from './hosts/app-processes.ts';
import { callDesktop, callNode } from './hosts/call-node.ts';
import { openPackaged, PACKAGED } from './hosts/open-packaged.ts';
import { ANSWER_MS, QUIT_MS, READY_MS } from './limits.ts';

const RESOURCES = join(PACKAGED, 'resources');

test('the packaged app answers, keeps its keys in the keychain, and quits to the last process', async () => {
  const app = await openPackaged();
  try {
    const { page } = app;
    await page.waitForLoadState('load');
    expect(page.url()).toMatch(/^app:\/\/bundle\//);
    await expect(() => callNode(page, 'system/status')).toPass({ timeout: READY_MS });
    const status = (await callNode(page, 'system/status')) as Status;
    expect(status).toMatchObject({ host: 'electron', keys: { state: 'open', protectedBy: 'keychain' } });
    expect(((await callDesktop(page, 'state')) as DesktopState).update).toMatchObject({
      state: 'none',
      canCheck: false,
    });
    await page.getByTestId('chat-input').fill('Hello, who are you?');
    await page.getByTestId('chat-send').click();
    await expect(page.getByTestId('answer').last()).toHaveText(/\S/, { timeout: ANSWER_MS });
    const pids = app.pids();
    expect(pids.length).toBeGreaterThan(4);
    await callDesktop(page, 'quit').catch(() => undefined);
    await expect.poll(() => pids.filter(isAlive), { timeout: QUIT_MS }).toEqual([]);
  } finally {
    await app.close();
  }
});

test('its fuses are closed: it is no Node, takes no inspector, and loads nothing but its own archive', async () => {
  const wire = await getCurrentFuseWire(join(PACKAGED, 'loam'));
  const off = [
    FuseV1Options.RunAsNode,
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.EnableNodeCliInspectArguments,
    FuseV1Options.GrantFileProtocolExtraPrivileges,
  ];
  const on = [
    FuseV1Options.EnableCookieEncryption,
    FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
    FuseV1Options.OnlyLoadAppFromAsar,
  ];
  for (const fuse of off) expect(wire[fuse], FuseV1Options[fuse]).toBe(FuseState.DISABLE);
  for (const fuse of on) expect(wire[fuse], FuseV1Options[fuse]).toBe(FuseState.ENABLE);
  expect(readdirSync(RESOURCES).sort()).toEqual(['app.asar', 'app.asar.unpacked']);
});

test('only this platform’s programs are inside', () => {
  const programs = filesOf(PACKAGED).flatMap((file) => {
    const kind = kindOf(file);
    return kind === null ? [] : [`${kind} ${relative(PACKAGED, file)}`];
  });
  expect(programs.filter((line) => !line.startsWith('ELF x64 '))).toEqual([]);
  const inside = (part: string) => programs.filter((line) => line.includes(part));
  for (const part of ['onnxruntime-node', '@libsql', '@napi-rs', 'classic-level', '@foundry-rs'])
    expect(inside(part).length, part).toBeGreaterThan(0);
  expect(programs.filter((line) => /musl|forge/.test(line))).toEqual([]);
});

test('nothing of the sources or of other platforms lies in the archive', () => {
  const files = archived(join(RESOURCES, 'app.asar'));
  expect(files.length).toBeGreaterThan(20);
  const foreign = files.filter(({ path }) =>
    /\.(?:map|ts|tsx|spec|test)$|darwin|win32|arm64|\.dll$|\.dylib$|\/test\//.test(path),
  );
  expect(foreign.map(({ path }) => path)).toEqual([]);
  const packedPrograms = files.filter(
    ({ path, unpacked }) => /\.(?:node|so)(?:\.\d+)*$/.test(path) && !unpacked,
  );
  expect(packedPrograms).toEqual([]);
});

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** What a file is a program for, by its first bytes; null for what is none. */
function kindOf(file: string): string | null {
  const head = Buffer.alloc(20);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, head, 0, 20, 0);
  } finally {
    closeSync(handle);
  }
  if (head.toString('latin1', 0, 4) === '\x7fELF')
    return `ELF ${head.readUInt16LE(18) === 62 ? 'x64' : 'other'}`;
  if (head.toString('latin1', 0, 2) === 'MZ') return 'Windows';
  return [0xfeedface, 0xfeedfacf, 0xcafebabe, 0xcffaedfe, 0xcefaedfe].includes(head.readUInt32BE(0))
    ? 'macOS'
    : null;
}

interface Archived {
  readonly path: string;
  readonly unpacked: boolean;
}

/** The files of an asar archive, from its header. */
function archived(file: string): Archived[] {
  const bytes = readFileSync(file);
  const header: unknown = JSON.parse(bytes.toString('utf8', 16, 16 + bytes.readUInt32LE(12)));
  type Entry = { readonly files?: Record<string, Entry>; readonly unpacked?: boolean };
  const walk = (entry: Entry, path: string): Archived[] =>
    entry.files === undefined
      ? [{ path, unpacked: entry.unpacked === true }]
      : Object.entries(entry.files).flatMap(([name, inner]) => walk(inner, `${path}/${name}`));
  return walk(header as Entry, '');
}
