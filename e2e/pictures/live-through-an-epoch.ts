import { expect, type Page } from '@playwright/test';
import { ANSWER_MS, EPOCH_MS, LEARN_MS, NETWORK_MS } from '../limits.ts';

/** A short life of the app, by hand: two questions, two lessons learned, the local network, one contribution paid. */
export async function liveThroughAnEpoch(page: Page): Promise<void> {
  for (const question of ['Hello! How are you?', 'Tell me a short story about a small dog.']) {
    await page.getByTestId('chat-input').fill(question);
    await page.getByTestId('chat-send').click();
    await expect(page.getByTestId('answer-stats').last()).toHaveText(/\d/, { timeout: ANSWER_MS });
    await expect(page.getByTestId('chat-stop')).toBeHidden({ timeout: ANSWER_MS });
  }
  await page.getByTestId('nav-learn').click();
  for (const [prompt, answer] of [
    ['What is the name of my boat?', 'Your boat is called Marigold.'],
    ['Where does my sister live?', 'Your sister lives in Turku.'],
  ] as const) {
    await page.getByTestId('lesson-prompt').fill(prompt);
    await page.getByTestId('lesson-answer').fill(answer);
    await page.getByTestId('lesson-add').click();
    await expect(page.getByTestId('lesson-item').filter({ hasText: prompt })).toBeVisible();
  }
  await page.getByTestId('learn-start').click();
  await expect(page.getByTestId('comparison-after').first()).toBeVisible({ timeout: LEARN_MS });
  await page.getByTestId('nav-network').click();
  await page.getByTestId('network-start').click();
  await expect(page.getByTestId('network-start')).toBeHidden({ timeout: NETWORK_MS });
  await page.getByTestId('nav-learn').click();
  await page.getByTestId('share-open').first().click({ timeout: NETWORK_MS });
  await page.getByTestId('share-consent').click();
  await expect(page.getByTestId('contribution-state').first()).toHaveAttribute('data-state', 'paid', {
    timeout: EPOCH_MS,
  });
}
