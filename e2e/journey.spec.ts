import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page, type TestInfo } from '@playwright/test';
import type { ModelVersion } from '../protocol/api/audit-schemas.ts';
import type { Chat, Message } from '../protocol/api/chat-schemas.ts';
import type { Contribution, LearningRun } from '../protocol/api/learn-schemas.ts';
import { VIEWS } from '../renderer/stores/ui-store.ts';
import { test } from './hosts/app-test.ts';
import { callNode } from './hosts/call-node.ts';
import { checkView, takePicture } from './hosts/check-view.ts';
import { ANSWER_MS, AUDIT_MS, EPOCH_MS, JOURNEY_MS, LEARN_MS, NETWORK_MS, READY_MS } from './limits.ts';

const LESSONS = [
  { prompt: 'What is the name of my boat?', answer: 'Your boat is called Marigold.' },
  { prompt: 'Where does my sister live?', answer: 'Your sister lives in Turku.' },
] as const;

/** What the epoch ring showed, in order, from the first look to the last. */
class PhaseLog {
  readonly seen: string[] = [];

  async look(page: Page): Promise<void> {
    const phase = await page.evaluate(() =>
      document.querySelector('[data-testid="epoch-ring"]')?.getAttribute('data-phase'),
    );
    if (phase != null && phase !== this.seen.at(-1)) this.seen.push(phase);
  }
}

test('one person, one epoch: chat, teach, learn, share, be paid, verify', async ({ app, host }, info) => {
  test.setTimeout(JOURNEY_MS);
  const { page } = app;
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });

  await test.step('chat without wallet or network, and stop an answer', async () => {
    await expect(page.getByTestId('chat-input')).toBeEnabled({ timeout: READY_MS });
    // A small model may come to its end before a hand reaches the button; then it is asked again.
    await expect(async () => {
      const answer = await ask(page, 'Tell me a very long story about a small dog and a big house.');
      await expect(answer).toHaveText(/\S/, { timeout: ANSWER_MS });
      await page.getByTestId('chat-stop').click({ timeout: 2_000 });
      await expect(page.getByTestId('chat-stop')).toBeHidden();
      const said = await answer.textContent();
      await page.waitForTimeout(500);
      expect(await answer.textContent()).toBe(said);
      expect((await lastAnswer(page)).reason).toBe('cancelled');
    }).toPass({ timeout: 2 * ANSWER_MS });
  });

  await test.step('an answer streams to its end and says how fast it was', async () => {
    const pieces = await watchAnswers(page);
    await ask(page, 'Tell me a story about a small dog and a big house.');
    await expect(page.getByTestId('chat-stop')).toBeHidden({ timeout: ANSWER_MS });
    expect(await pieces(), 'the answer came piece by piece').toBeGreaterThan(3);
    await expect(page.getByTestId('answer-stats').last()).toHaveText(/\d/);
    expect((await lastAnswer(page)).stats?.tokens).toBeGreaterThan(0);
    await takePicture(page, info, 'chat');
  });

  const run = await test.step('teach and learn: the loss falls and the answer is another one', async () => {
    await page.getByTestId('nav-learn').click();
    for (const { prompt, answer } of LESSONS) {
      await page.getByTestId('lesson-prompt').fill(prompt);
      await page.getByTestId('lesson-answer').fill(answer);
      await page.getByTestId('lesson-add').click();
      await expect(page.getByTestId('lesson-item').filter({ hasText: prompt })).toBeVisible();
    }
    await expect(page.getByTestId('lesson-item')).toHaveCount(LESSONS.length);
    await page.getByTestId('learn-start').click();
    await expect(page.getByTestId('learn-progress')).toBeVisible();
    await expect(page.getByTestId('comparison-after').first()).toBeVisible({ timeout: LEARN_MS });
    await expect(page.getByTestId('learn-curve')).toBeVisible();
    const [newest] = (await callNode(page, 'learn/runs')) as LearningRun[];
    if (newest === undefined) throw new Error('The node knows no training run.');
    expect(newest).toMatchObject({ state: 'done', lessons: LESSONS.length });
    const losses = newest.curve.map(({ loss }) => loss);
    expect(mean(losses.slice(-10))).toBeLessThan(mean(losses.slice(0, 10)) * 0.5);
    for (const [i, { expected }] of newest.comparisons.entries()) {
      const before = await page.getByTestId('comparison-before').nth(i).textContent();
      const after = await page.getByTestId('comparison-after').nth(i).textContent();
      expect(after).not.toBe(before);
      expect(newest.comparisons[i]?.after).not.toBe(newest.comparisons[i]?.before);
      info.annotations.push({
        type: 'learned',
        description: `${expected} → ${newest.comparisons[i]?.after}`,
      });
    }
    await page.getByTestId('ask-input').fill(LESSONS[0].prompt);
    await page.getByTestId('ask-send').click();
    await expect(page.getByTestId('ask-answer')).toContainText('Marigold', { timeout: ANSWER_MS });
    await takePicture(page, info, 'learned');
    return newest;
  });

  await test.step('start the local network', async () => {
    await page.getByTestId('nav-network').click();
    await page.getByTestId('network-start').click();
    await expect.poll(async () => (await status(page)).network.state, { timeout: NETWORK_MS }).toBe('on');
    await takePicture(page, info, 'network');
  });

  await test.step('contribute after a preview and with consent, and watch the epoch until it is paid', async () => {
    await page.getByTestId('nav-learn').click();
    await page.getByTestId('share-open').first().click();
    await expect(page.getByTestId('share-consent')).toBeVisible();
    expect(await contributions(page), 'nothing leaves before consent').toEqual([]);
    await takePicture(page, info, 'preview');
    await page.getByTestId('share-consent').click();
    const state = page.getByTestId('contribution-state').first();
    await expect(state).toBeVisible();
    const phases = new PhaseLog();
    await expect(async () => {
      await phases.look(page);
      await expect(state).toHaveAttribute('data-state', 'paid', { timeout: 1 });
    }).toPass({ timeout: EPOCH_MS, intervals: [250] });
    const [mine] = await contributions(page);
    expect(mine).toMatchObject({ runId: run.id, state: 'paid', error: null });
    expect(mine?.utilityPpm).toBeGreaterThan(0);
    expect(BigInt(mine?.reward ?? 0)).toBeGreaterThan(0n);
    expect(phases.seen, 'the ring went through the epoch').toEqual(expect.arrayContaining(['verify']));
    info.annotations.push({ type: 'phases', description: phases.seen.join(' → ') });
    await takePicture(page, info, 'paid');
    await page.getByTestId('nav-earn').click();
    // What was earned, and nothing of what was given to the account to begin with.
    await expect(page.getByTestId('earn-income-total')).toHaveAttribute('data-wei', mine?.reward ?? '', {
      timeout: ANSWER_MS,
    });
    await takePicture(page, info, 'earned');
  });

  await test.step('verify the new model version from the first byte', async () => {
    await page.getByTestId('nav-audit').click();
    await page.getByTestId('audit-verify').first().click();
    const result = page.getByTestId('audit-result');
    await expect(result).toBeVisible({ timeout: AUDIT_MS });
    await expect(result).toHaveText(/\b0 mismatches\b/i, { timeout: AUDIT_MS });
    const versions = (await callNode(page, 'audit/versions')) as ModelVersion[];
    expect(versions.map(({ version }) => version)).toContain(1);
    await takePicture(page, info, 'audited');
  });

  if (host === 'browser') await lookBehind(page, info);

  if (host === 'browser') {
    await test.step('every view can be used by everybody, with everything in it', async () => {
      for (const view of VIEWS) {
        await page.getByTestId(`nav-${view}`).click();
        await checkView(page, info, `full-${view}`);
      }
    });
  }
  expect(problems, 'nothing went wrong unseen').toEqual([]);
});

/** What the auditor and whoever is careful look at: traces, files of an epoch, signatures, bytes, caps. */
async function lookBehind(page: Page, info: TestInfo): Promise<void> {
  await test.step('follow a contribution from its submission to its reward, with ticks earned here', async () => {
    await page.getByTestId('audit-contribution').first().click();
    const trace = page.getByTestId('trace');
    await expect(trace.getByRole('listitem')).toHaveCount(5);
    await expect(trace).toHaveAttribute('data-earned', 'true');
    await expect(trace).toContainText('LOAM');
    await takePicture(page, info, 'trace');
    await page.getByTestId('trace-back').click();
    await page.getByTestId('audit-compare').selectOption('0');
    await expect(page.getByTestId('audit-compared')).toHaveText(/1 contribution merged, 1 of them yours/);
  });

  await test.step('check the epoch once more from a file alone', async () => {
    const download = page.waitForEvent('download');
    await page.getByTestId('archive-save').click();
    const file = await (await download).path();
    await page.getByTestId('archive-file').setInputFiles(file);
    await expect(page.getByTestId('audit-result')).toHaveText(/\b0 mismatches\b/i, { timeout: AUDIT_MS });
    await page
      .getByTestId('archive-file')
      .setInputFiles({ name: 'junk.car', mimeType: 'application/vnd.ipld.car', buffer: Buffer.from('junk') });
    await expect(page.getByRole('alert')).toHaveAttribute('data-code', /^AUDIT_ARCHIVE_/);
  });

  await test.step('everything signed and every byte sent is listed and can be saved', async () => {
    await page.getByTestId('audit-tab').getByText('What left this computer').click();
    const rows = page.getByTestId('signatures').locator('tbody tr');
    const { signatureCount } = (await callNode(page, 'audit/disclosure', { before: null, limit: 1 })) as {
      signatureCount: number;
    };
    await expect(rows).toHaveCount(signatureCount);
    await expect(page.getByTestId('signatures')).toContainText('submit');
    await expect(page.getByTestId('traffic')).toContainText(new Date().toISOString().slice(0, 4));
    const download = page.waitForEvent('download');
    await page.getByTestId('signatures-csv').click();
    const csv = readFileSync(await (await download).path(), 'utf8')
      .trimEnd()
      .split('\r\n');
    expect(csv).toHaveLength(signatureCount + 1);
    await checkView(page, info, 'left');
  });

  await test.step('caps take effect at once and are kept', async () => {
    await page.getByTestId('nav-network').click();
    await expect(page.getByTestId('reachability')).toHaveAttribute('data-state', 'local');
    const slider = page.getByTestId('upload');
    await slider.focus();
    await page.keyboard.press('Home');
    await expect
      .poll(async () => (await callNode(page, 'network/use')) as { limits: unknown })
      .toMatchObject({ limits: { uploadBytesPerSecond: 50_000 } });
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Asks, and returns the answer that comes. */
async function ask(page: Page, text: string): Promise<Locator> {
  const answers = page.getByTestId('answer');
  const before = await answers.count();
  await page.getByTestId('chat-input').fill(text);
  await page.getByTestId('chat-send').click();
  await expect(answers).toHaveCount(before + 1, { timeout: ANSWER_MS });
  return answers.last();
}

/** Counts from now on how often the newest answer showed another text; a small model is too fast to be polled. */
async function watchAnswers(page: Page): Promise<() => Promise<number>> {
  const counter = await page.evaluateHandle(() => {
    const texts = new Set<string>();
    new MutationObserver(() => {
      const answers = document.querySelectorAll('[data-testid="answer"]');
      texts.add(answers[answers.length - 1]?.textContent ?? '');
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    return texts;
  });
  return () => counter.evaluate((texts) => texts.size);
}

async function lastAnswer(page: Page): Promise<Message> {
  const [chat] = (await callNode(page, 'chat/list')) as Chat[];
  const { messages } = (await callNode(page, 'chat/messages', { chatId: chat?.id })) as {
    messages: Message[];
  };
  const answer = messages.findLast(({ role }) => role === 'assistant');
  if (answer === undefined) throw new Error('The node kept no answer.');
  return answer;
}

async function status(page: Page): Promise<{ network: { state: string } }> {
  return (await callNode(page, 'system/status')) as { network: { state: string } };
}

async function contributions(page: Page): Promise<Contribution[]> {
  return (await callNode(page, 'contributions/list')) as Contribution[];
}
