import { expect } from '@playwright/test';
import type { AutoLearning, LearningProgress, LearningRun, Lesson } from '../protocol/api/learn-schemas.ts';
import { test } from './hosts/app-test.ts';
import { callNode } from './hosts/call-node.ts';
import { checkView } from './hosts/check-view.ts';
import { LEARN_MS, READY_MS } from './limits.ts';

test('learning is taught, paused, gone on with, ruled, looked into and forgotten', async ({ app }, info) => {
  test.setTimeout(4 * LEARN_MS);
  const { page } = app;
  await expect(page.getByTestId('chat-input')).toBeEnabled({ timeout: READY_MS });
  await page.getByTestId('nav-learn').click();

  await test.step('a lesson with something personal is named and left out', async () => {
    for (const [prompt, answer] of [
      ['What is the name of my boat?', 'Your boat is called Marigold.'],
      ['How do I reach Eva?', 'Write to eva@example.org.'],
    ] as const) {
      await page.getByTestId('lesson-prompt').fill(prompt);
      await page.getByTestId('lesson-answer').fill(answer);
      await page.getByTestId('lesson-add').click();
      await expect(page.getByTestId('lesson-item').filter({ hasText: prompt })).toBeVisible();
    }
    await expect(page.getByTestId('lesson-found')).toHaveText(/an e-mail address \(ev…rg\)/);
    await page.getByTestId('lesson-filter').getByText('Left out').click();
    await expect(page.getByTestId('lesson-item')).toHaveCount(1);
    await page.getByTestId('lesson-filter').getByText('All').click();
  });

  await test.step('a run is paused, outlives a reload of the page, and goes on to its end', async () => {
    await page.getByTestId('learn-start').click();
    await expect(page.getByTestId('learn-progress')).toContainText(/step \d+ of/, { timeout: LEARN_MS });
    await page.getByTestId('learn-pause').click();
    await expect(page.getByTestId('learn-resume')).toBeVisible({ timeout: LEARN_MS });
    const paused = (await callNode(page, 'learn/current')) as LearningProgress;
    expect(paused).toMatchObject({ state: 'paused', pausedBy: 'owner' });
    await expect(page.getByTestId('learn-standing')).toHaveText(
      `Paused at step ${paused.step}. It goes on from exactly there.`,
    );
    await page.reload();
    await page.getByTestId('learn-resume').click({ timeout: READY_MS });
    await page.reload();
    await expect(page.getByTestId('comparison-after').first()).toBeVisible({ timeout: LEARN_MS });
    const [run] = (await callNode(page, 'learn/runs')) as LearningRun[];
    expect(run).toMatchObject({ id: paused.runId, state: 'done', lessons: 1 });
    await page.getByTestId('run-log').locator('summary').click();
    await expect(page.getByTestId('run-log').getByText('Went on')).toBeVisible();
  });

  await test.step('rules are chosen in a panel, count at once, and say why it waits', async () => {
    await page.getByTestId('rules-open').click();
    await page.getByTestId('rules-enabled').click();
    await page.getByTestId('rules-lessons').fill('1');
    await page.getByTestId('rules-program').fill('node');
    await page.getByTestId('rules-program').press('Enter');
    await expect
      .poll(async () => ((await callNode(page, 'learn/schedule')) as AutoLearning).schedule)
      .toMatchObject({ enabled: true, minLessons: 1, rules: { programs: ['node'] } });
    await checkView(page, info, 'learn-rules');
    await page.keyboard.press('Escape');
    await page.getByTestId('pause-hour').click();
    await expect(page.getByTestId('rules-why')).toHaveText(/You paused learning by itself\. Until \d/);
    await page.getByTestId('unpause').click();
    await expect(page.getByTestId('pause-hour')).toBeVisible();
  });

  await test.step('a preview shows every readable file whole and a sample of the numbers', async () => {
    await page.getByTestId('share-open').click();
    await expect(page.getByTestId('preview-text')).toHaveCount(4);
    await page.getByTestId('preview-text').nth(1).locator('summary').click();
    await expect(page.getByTestId('preview-text').nth(1)).toContainText('"lessons": 1');
    await expect(page.getByTestId('preview-sample')).toHaveText(/-?\d\.\d+/);
    await checkView(page, info, 'learn-preview');
    await page.keyboard.press('Escape');
  });

  await test.step('what is forgotten is gone, and that is said', async () => {
    await page.setViewportSize({ width: 400, height: 800 });
    await checkView(page, info, 'learn-narrow');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('button', { name: /^Forget “What is the name/ }).click();
    await page.getByTestId('lesson-item').getByRole('button', { name: 'Forget', exact: true }).click();
    await expect(page.getByTestId('forgotten')).toContainText('From now on Loam does not answer with it');
    expect((await callNode(page, 'learn/lessons')) as Lesson[]).toHaveLength(1);
    const runs = (await callNode(page, 'learn/runs')) as LearningRun[];
    expect(runs.map(({ state }) => state)).toEqual(['forgotten']);
    await checkView(page, info, 'learn-forgotten');
  });

  await test.step('Settings hold the rules and the privacy ledger', async () => {
    await page.getByTestId('nav-settings').click();
    await page.getByTestId('to-privacy').click();
    await expect(page.getByTestId('privacy-ledger')).toContainText('No noise is added yet.');
    await checkView(page, info, 'learn-settings');
  });
});
