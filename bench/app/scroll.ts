import type { Page } from '@playwright/test';
import { makeChatFile } from '../../e2e/hosts/make-chat-file.ts';
import { openInBrowser } from '../../e2e/hosts/open-in-browser.ts';
import { ANSWER_MS, READY_MS } from '../../e2e/limits.ts';
import { talkFrom } from './talk.ts';

/** What {@link measureScroll} found. */
export interface ScrollFigures {
  /** Frames per second while a chat of 10,000 messages is scrolled by wheel. */
  readonly scrollFps: number;
  /** The longest time without a frame meanwhile, milliseconds. */
  readonly longestFrameMs: number;
  /** Messages on the page at most meanwhile. */
  readonly drawn: number;
  /** Milliseconds from the worker having a token to its being shown: 95th percentile and median. */
  readonly tokenLagMs: number;
  readonly tokenLagMedianMs: number;
}

const MESSAGES = 10_000;
const WHEEL_STEPS = 240;
const WHEEL_PX = 400;
const QUESTION = 'Tell me a very long story about a small dog and a big house.';

/** Opens the page in Chromium, scrolls a chat of 10,000 messages by wheel, up and down, then watches answers come in. */
export async function measureScroll(): Promise<ScrollFigures> {
  const { page, close } = await openInBrowser();
  try {
    await page.locator('[data-testid="chat-input"]:enabled').waitFor({ timeout: READY_MS });
    const lags = await measureLags(page);
    await openLongChat(page);
    return { ...(await scroll(page)), ...lags };
  } finally {
    await close();
  }
}

async function openLongChat(page: Page): Promise<void> {
  const talk = talkFrom(1);
  const texts = Array.from({ length: MESSAGES }, (_, i) => {
    const said = Array.from({ length: 5 + (i % 60) }, (_, j) => talk.word((i * 31 + j * 7) % 400)).join(' ');
    if (i % 2 === 0 || i % 8 !== 1) return said;
    return `${said}\n\n- *one*\n- **two**\n\n\`\`\`js\nconst n = ${i};\n\`\`\`\n\nand $n^2$.`;
  });
  await page.getByTestId('import-file').setInputFiles({
    name: 'thousands.json',
    mimeType: 'application/json',
    buffer: Buffer.from(makeChatFile('Ten thousand', texts)),
  });
  await page.getByTestId('chat-item').filter({ hasText: 'Ten thousand' }).click({ timeout: ANSWER_MS });
  await page.locator('[data-message]').filter({ hasText: 'const n = 9993' }).waitFor();
  await page.waitForTimeout(1_000);
}

async function scroll(page: Page): Promise<Pick<ScrollFigures, 'scrollFps' | 'longestFrameMs' | 'drawn'>> {
  const box = await page.getByTestId('messages').boundingBox();
  if (box !== null) await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const counter = await page.evaluateHandle(() => {
    const seen = { frames: 0, began: performance.now(), last: performance.now(), longest: 0, drawn: 0 };
    const count = (now: number) => {
      seen.frames++;
      seen.longest = Math.max(seen.longest, now - seen.last);
      seen.last = now;
      if (seen.frames % 20 === 0)
        seen.drawn = Math.max(seen.drawn, document.querySelectorAll('[data-message]').length);
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    return seen;
  });
  for (const direction of [-1, 1])
    for (let i = 0; i < WHEEL_STEPS / 2; i++) {
      await page.mouse.wheel(0, direction * WHEEL_PX);
      await page.waitForTimeout(8);
    }
  const { frames, began, last, longest, drawn } = await counter.jsonValue();
  return { scrollFps: (frames * 1_000) / (last - began), longestFrameMs: longest, drawn };
}

async function measureLags(page: Page): Promise<Pick<ScrollFigures, 'tokenLagMs' | 'tokenLagMedianMs'>> {
  const lags = await page.evaluateHandle(() => {
    const list: number[] = [];
    const { port1, port2 } = new MessageChannel();
    const waiting: number[] = [];
    // A message that is sent in a frame is delivered after that frame was painted.
    port1.onmessage = () => {
      const now = performance.timeOrigin + performance.now();
      for (const at of waiting.splice(0)) list.push(now - at);
    };
    let newest = '';
    const watch = () => {
      const at = document.querySelector('[data-token-at]')?.getAttribute('data-token-at') ?? '';
      if (at !== '' && at !== newest) {
        newest = at;
        waiting.push(Number(at));
        port2.postMessage(null);
      }
      requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);
    return list;
  });
  for (let i = 0; i < 3; i++) {
    await page.getByTestId('chat-input').fill(QUESTION);
    await page.getByTestId('chat-send').click();
    await page.getByTestId('chat-stop').waitFor({ state: 'hidden', timeout: ANSWER_MS });
  }
  const sorted = (await lags.jsonValue()).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  return { tokenLagMs: at(0.95), tokenLagMedianMs: at(0.5) };
}
