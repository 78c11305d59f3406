import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Locator, type Page } from '@playwright/test';
import type { Chat, MessagePage } from '../protocol/api/chat-schemas.ts';
import { test } from './hosts/app-test.ts';
import { callNode } from './hosts/call-node.ts';
import { checkView } from './hosts/check-view.ts';
import { makeChatFile } from './hosts/make-chat-file.ts';
import { ACTION_MS, ANSWER_MS, CHAT_MS, READY_MS, STOP_SEEN_MS } from './limits.ts';

const LONG = 'Tell me a very long story about a small dog and a big house.';
const IN_LONG_CHAT = 1_200;

/** All of it by keyboard: a button is reached by its place on the page and pressed with Enter. */
async function press(button: Locator): Promise<void> {
  await button.focus();
  await button.press('Enter');
}

test('Chat by keyboard: ask, stop, again, edit, fork, remember, compare, settings, search, files', async ({
  app: { page },
}, info) => {
  test.setTimeout(CHAT_MS);
  page.setDefaultTimeout(ACTION_MS);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  const input = page.getByTestId('chat-input');
  const answers = page.getByTestId('answer');
  const pager = page.getByTestId('pager');
  await expect(input).toBeEnabled({ timeout: READY_MS });
  await expect(input, 'one can write at once').toBeFocused();

  await test.step('stop: within a frame nothing more is painted, and what was said stays', async () => {
    await expect(async () => {
      await page.keyboard.type(LONG);
      await page.keyboard.press('Enter');
      await expect(answers.last()).toHaveText(/\S/, { timeout: ANSWER_MS });
      const late = await stopAndWatch(page);
      await expect(page.getByTestId('chat-send')).toBeVisible();
      const last = (await shown(page)).messages.at(-1);
      expect(last?.reason).toBe('cancelled');
      info.annotations.push({ type: 'stop', description: `last words ${late.toFixed(1)} ms after it` });
      expect(late).toBeLessThan(STOP_SEEN_MS);
    }).toPass({ timeout: 2 * ANSWER_MS });
  });

  await test.step('each sentence is told once, when it is complete', async () => {
    const told = await watchSpoken(page);
    await input.focus();
    await page.keyboard.type('Tell me a short story.');
    await page.keyboard.press('Enter');
    await ended(page);
    const { added, whole } = await told();
    expect(added.length, 'sentence by sentence').toBeGreaterThan(1);
    expect(added.join('').replace(/\s/g, '')).toBe(whole.replace(/\s/g, ''));
  });

  await test.step('again makes an alternative; both can be paged through', async () => {
    const first = await answers.last().textContent();
    await press(page.getByTestId('again').last());
    await ended(page);
    await expect(pager.last()).toContainText('2 / 2');
    await press(pager.last().getByRole('button').first());
    await expect(pager.last()).toContainText('1 / 2');
    await expect(answers.last()).toHaveText(first ?? '');
  });

  await test.step('an edited answer stands beside the others, can be rated, remembered and forgotten', async () => {
    await press(page.getByTestId('edit-answer').last());
    await page.keyboard.press('Control+A');
    await page.keyboard.type('My boat is called Marigold.');
    await page.keyboard.press('Control+Enter');
    await expect(answers.last()).toHaveText('My boat is called Marigold.');
    await expect(pager.last()).toContainText('3 / 3');
    await press(page.getByTestId('rate-up').last());
    await expect(page.getByTestId('rate-up').last()).toHaveAttribute('aria-pressed', 'true');
    await press(page.getByTestId('remember').last());
    await expect(page.getByTestId('lesson-line')).toContainText('Lesson 1 kept.');
    await press(page.getByTestId('remember').last());
    await expect(page.getByTestId('lesson-line')).toHaveCount(0);
    expect((await shown(page)).messages.at(-1)).toMatchObject({ edited: true, rating: 'up', lessonId: null });
    await press(page.getByTestId('edit-answer').last());
    await press(page.getByTestId('edit-go-on'));
    const goneOn = async () => (await shown(page)).messages.at(-1)?.stats ?? null;
    await expect.poll(goneOn, { timeout: ANSWER_MS }).not.toBeNull();
    await ended(page);
    await expect(answers.last()).toContainText('My boat is called Marigold.');
  });

  await test.step('an edited question forks; the old one and its answers are a page away', async () => {
    await press(page.getByTestId('edit-question').last());
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Hello! How are you?');
    await page.keyboard.press('Control+Enter');
    await ended(page);
    await expect(page.getByTestId('question').last()).toContainText('Hello! How are you?');
    const forks = page.getByTestId('question').last().getByTestId('pager');
    await expect(forks).toContainText('2 / 2');
    await press(forks.getByRole('button').first());
    await expect(page.getByTestId('question').last()).toContainText('Tell me a short story.');
    await expect(answers.last()).toContainText('My boat is called Marigold.');
  });

  await test.step('who answered, and the same question with and without what was learned', async () => {
    await press(page.getByTestId('details').last());
    await expect(page.getByTestId('who-answered')).toContainText('You wrote this answer.');
    await page.keyboard.press('Escape');
    await expect(page.getByTestId('who-answered')).toHaveCount(0);
    await expect(page.getByTestId('details').last(), 'the focus is where it was').toBeFocused();
    await press(page.getByTestId('compare').last());
    for (const side of await page.getByTestId('compared-text').all())
      await expect(side).toHaveText(/\S/, { timeout: ANSWER_MS });
    await expect(page.getByRole('button', { name: 'Compare again' })).toBeVisible({ timeout: ANSWER_MS });
    await page.keyboard.press('Escape');
  });

  await test.step('instructions, presets and sampling belong to the chat and are kept', async () => {
    await press(page.getByTestId('chip-preset'));
    await page.getByTestId('preset').selectOption({ label: 'Precise' });
    await expect(page.getByTestId('chip-temperature')).toHaveText('Temperature 0');
    await page.getByTestId('temperature').focus();
    await page.keyboard.press('ArrowRight');
    await page.getByTestId('system-prompt').fill('Answer like a sailor.');
    await press(page.getByTestId('preset-save-as'));
    await page.keyboard.type('Sailor');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('chip-preset')).toHaveText('Sailor');
    const [chat] = (await callNode(page, 'chat/list')) as Chat[];
    expect(chat?.settings).toMatchObject({ temperature: 0.05, systemPrompt: 'Answer like a sailor.' });
    await page.keyboard.press('Escape');
  });

  await test.step('a chat goes into a file and comes back; another file is refused with a reason', async () => {
    await press(page.getByTestId('chip-preset'));
    const coming = page.waitForEvent('download');
    await press(page.getByTestId('export-json'));
    const file = await (await coming).path();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ format: 'loam-chats' });
    await page.keyboard.press('Escape');
    await page.getByTestId('import-file').setInputFiles(file);
    await expect(page.getByTestId('imported')).toContainText('1 chat with');
    await expect(page.getByTestId('chat-item')).toHaveCount(2);
    await page.getByTestId('import-file').setInputFiles({
      name: 'other.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{}'),
    });
    await expect(page.getByRole('alert')).toHaveAttribute('data-code', 'CHAT_FILE_FOREIGN');
    await press(page.getByRole('alert').getByRole('button'));
  });

  await test.step('a chat is renamed and removed', async () => {
    await press(page.getByTestId('chat-rename').first());
    await page.keyboard.type('Boats');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('chat-item').filter({ hasText: 'Boats' })).toHaveCount(1);
    await press(page.getByRole('button', { name: /^Remove “(?!Boats)/ }));
    await expect(page.getByTestId('chat-remove-sure')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('chat-item')).toHaveCount(1);
  });

  await test.step('a long chat draws what is seen; words in it are found by keyboard', async () => {
    await importChat(page, 'Long', [
      ...Array.from({ length: IN_LONG_CHAT }, (_, i) =>
        i === 40 ? 'the needle 41' : `Line ${i + 1} of it.`,
      ),
    ]);
    await press(page.getByTestId('chat-item').filter({ hasText: 'Long' }));
    await expect(page.locator('[data-message]').last()).toContainText(`Line ${IN_LONG_CHAT} of it.`);
    expect(await page.locator('[data-message]').count()).toBeLessThan(60);
    await page.keyboard.press('Control+Shift+F');
    await expect(page.getByTestId('chat-search')).toBeFocused();
    await page.keyboard.type('needl');
    await expect(page.getByTestId('search-hit')).toHaveCount(1);
    await expect(page.getByTestId('search-hit').locator('mark')).toHaveText('needle');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('question').filter({ hasText: 'the needle 41' })).toBeInViewport();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+F');
    await expect(page.getByTestId('find-in-chat')).toBeFocused();
    await page.keyboard.type('line');
    await expect(page.getByTestId('find-count')).toContainText('1 of 100');
    await page.keyboard.press('ArrowUp');
    await expect(page.getByTestId('find-count')).toContainText('2 of 100');
    await expect(page.getByText(`Line ${IN_LONG_CHAT - 1} of it.`)).toBeInViewport();
    await page.keyboard.press('Escape');
    await page.getByTestId('messages').focus();
    await page.keyboard.press('Home');
    await expect(page.getByText('Line 1 of it.', { exact: true })).toBeInViewport({ timeout: 30_000 });
    await page.keyboard.press('End');
    await expect(page.getByText(`Line ${IN_LONG_CHAT} of it.`)).toBeInViewport();
  });

  await test.step('markdown is drawn for everybody, in both themes', async () => {
    await importChat(page, 'Marks', [
      'Show me',
      '# Hut\n\nSome *text*, `code` and $E = mc^2$.\n\n- [x] packed\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```js\n// beds\nconst beds = "two" + 2;\n```',
    ]);
    await press(page.getByTestId('chat-item').filter({ hasText: 'Marks' }));
    await expect(page.locator('.katex math')).toHaveCount(1);
    expect(problems, 'nothing went wrong unseen').toEqual([]);
    await checkView(page, info, 'chat-markdown');
    await press(page.getByTestId('chip-preset'));
    await checkView(page, info, 'chat-settings');
  });
});

test('an answer cannot load, run or open anything by itself', async ({ app: { page } }) => {
  const asked: string[] = [];
  const listener = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const there = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await expect(page.getByTestId('chat-input')).toBeEnabled({ timeout: READY_MS });
  const own = new URL(page.url()).origin;
  const hostile = [
    `![a](${there}/image.png)`,
    `<img src="${there}/html.png" onerror="document.title = 'run'">`,
    `<script src="${there}/script.js"></script><script>document.title = 'run'</script>`,
    `<iframe src="${there}/frame"></iframe><style>@import '${there}/style.css';</style>`,
    `<link rel="prefetch" href="${there}/prefetch"><video src="${there}/video" autoplay></video>`,
    `[click me](javascript:document.title='run') [me](${there}/link) [or me](data:text/html,x)`,
    `$\\includegraphics{${there}/math.png}\\href{${there}/href}{x}$`,
    'A [page](https://example.com/somewhere) at the end.',
  ];
  await importChat(page, 'Hostile', ['Show me', hostile.join('\n\n')]);
  await press(page.getByTestId('chat-item').filter({ hasText: 'Hostile' }));
  const answer = page.getByTestId('answer');
  await expect(answer).toContainText('A page');
  await expect(answer.locator('.md-link'), 'it is drawn as markdown').not.toHaveCount(0);
  await expect(answer.locator('img, script, iframe, style, link, video, form, object')).toHaveCount(0);
  for (const link of await answer.locator('.md-link--off').all()) await link.click();
  const address = await page.evaluate(() => location.href);

  let opened = 0;
  page.context().on('page', () => {
    opened++;
  });
  await page.context().route('https://example.com/**', (route) => route.fulfill({ body: 'there' }));
  expect(opened, 'nothing opened by itself').toBe(0);
  const link = answer.getByRole('link');
  await expect(link).toHaveCount(1);
  await expect(link).toHaveAttribute('title', /https:\/\/example\.com\/somewhere/);
  const [popup] = await Promise.all([page.context().waitForEvent('page'), link.click()]);
  expect(popup.url()).toBe('https://example.com/somewhere');
  expect(await popup.evaluate(() => window.opener)).toBeNull();
  expect(await page.evaluate(() => location.href)).toBe(address);
  expect(await page.title()).not.toBe('run');
  expect(asked).toEqual([]);
  expect(requests.filter((url) => !url.startsWith(own))).toEqual([]);
  listener.close();
});

/** Reads a chat in as a file. */
async function importChat(page: Page, title: string, texts: readonly string[]): Promise<void> {
  await page.getByTestId('import-file').setInputFiles({
    name: `${title}.json`,
    mimeType: 'application/json',
    buffer: Buffer.from(makeChatFile(title, texts)),
  });
  await expect(page.getByTestId('chat-item').filter({ hasText: title })).toHaveCount(1);
}

/** Waits until no answer is on its way. */
async function ended(page: Page): Promise<void> {
  await expect(page.getByTestId('chat-stop')).toBeHidden({ timeout: ANSWER_MS });
}

/** What the node has of the newest chat. */
async function shown(page: Page): Promise<MessagePage> {
  const [chat] = (await callNode(page, 'chat/list')) as Chat[];
  return (await callNode(page, 'chat/messages', { chatId: chat?.id })) as MessagePage;
}

/** Presses Escape and tells how many milliseconds after it the answer's text last changed; 0 for not at all. */
async function stopAndWatch(page: Page): Promise<number> {
  const watch = await page.evaluateHandle(() => {
    const seen = { stopped: Number.NaN, changed: 0 };
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key === 'Escape') seen.stopped = performance.now();
      },
      { capture: true, once: true },
    );
    const answer = [...document.querySelectorAll('[data-testid="answer"]')].at(-1);
    new MutationObserver(() => {
      seen.changed = performance.now();
    }).observe(answer as Node, { subtree: true, childList: true, characterData: true });
    return seen;
  });
  await page.keyboard.press('Escape');
  await page.waitForTimeout(600);
  return watch.evaluate(({ stopped, changed }) => Math.max(0, changed - stopped));
}

/** Collects what is added to the page's spoken region from now on. */
async function watchSpoken(page: Page): Promise<() => Promise<{ added: string[]; whole: string }>> {
  const watch = await page.evaluateHandle(() => {
    const added: string[] = [];
    const region = document.querySelector('[data-testid="spoken"]') as Element;
    new MutationObserver((changes) => {
      for (const { addedNodes, type, target } of changes) {
        if (type === 'characterData') added.push(`changed: ${target.textContent}`);
        for (const node of addedNodes) added.push(node.textContent ?? '');
      }
    }).observe(region, { subtree: true, childList: true, characterData: true });
    return added;
  });
  return () =>
    watch.evaluate((added) => ({
      added: [...added],
      whole: document.querySelector('[data-testid="spoken"]')?.textContent ?? '',
    }));
}
