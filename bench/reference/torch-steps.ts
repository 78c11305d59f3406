import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** What the reference process is asked to train. */
export interface TorchJob {
  /** Hugging Face field names. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly batch: number;
  readonly length: number;
  readonly mode: 'full' | 'lora';
  readonly rank: number;
  readonly threads: number;
}

const PYTHONS = ['/usr/bin/python3', 'python3'];

/** A process that makes one PyTorch training step whenever asked, so that two engines can take turns. */
export class TorchSteps {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(child: ChildProcess, lines: Interface) {
    this.#child = child;
    this.#lines = lines[Symbol.asyncIterator]();
  }

  /** Starts the process with the first Python that has torch; `null` when none has. */
  static async start(job: TorchJob): Promise<TorchSteps | null> {
    for (const python of PYTHONS) {
      const script = fileURLToPath(new URL('./train_step.py', import.meta.url));
      const child = spawn(python, [script, JSON.stringify(job)], { stdio: ['pipe', 'pipe', 'ignore'] });
      child.on('error', () => undefined);
      child.stdin.on('error', () => undefined);
      const steps = new TorchSteps(child, createInterface({ input: child.stdout }));
      const first = await steps.#lines.next();
      if (first.done !== true) return steps;
    }
    return null;
  }

  /** Makes one step and returns its milliseconds. */
  async step(): Promise<number> {
    this.#child.stdin?.write('\n');
    const line = await this.#lines.next();
    if (line.done === true) throw new Error('the reference process ended');
    return (JSON.parse(line.value) as { ms: number }).ms;
  }

  /** Ends the process. */
  stop(): void {
    this.#child.kill();
  }
}
