import type { Page } from '@playwright/test';

/** A request that a page makes of its wallet, as EIP-1193 has it. */
interface WalletRequest {
  readonly method: string;
  readonly params?: readonly unknown[];
}

/**
 * Puts a wallet into the browser of `page` (EIP-6963) that has one account of the chain at `url` unlocked. It begins on
 * another chain and can be switched.
 */
export async function addBrowserWallet(page: Page, url: string, account: string): Promise<void> {
  await page.exposeFunction('askTestChain', async ({ method, params = [] }: WalletRequest) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    });
    return answer.json();
  });
  await page.evaluate((address) => {
    const chain = (
      window as unknown as {
        askTestChain(r: WalletRequest): Promise<{ result?: unknown; error?: { message: string } }>;
      }
    ).askTestChain;
    const listeners = new Map<string, ((value: unknown) => void)[]>();
    let chainId = '0x1';
    const provider = {
      on: (name: string, heard: (value: unknown) => void) =>
        void listeners.set(name, [...(listeners.get(name) ?? []), heard]),
      removeListener: () => undefined,
      request: async ({ method, params }: WalletRequest) => {
        if (method === 'eth_chainId') return chainId;
        if (method === 'eth_accounts' || method === 'eth_requestAccounts') return [address];
        if (method === 'wallet_requestPermissions') return [];
        if (method === 'wallet_revokePermissions') return null;
        if (method === 'wallet_switchEthereumChain') {
          chainId = String((params?.[0] as { chainId?: string } | undefined)?.chainId);
          for (const heard of listeners.get('chainChanged') ?? []) heard(chainId);
          return null;
        }
        const { result, error } = await chain({ method, params: params ?? [] });
        if (error !== undefined) throw new Error(error.message);
        return result;
      },
    };
    const info = {
      uuid: crypto.randomUUID(),
      name: 'Test wallet',
      icon: 'data:image/svg+xml,',
      rdns: 'org.loam.test',
    };
    const announce = () =>
      window.dispatchEvent(
        new CustomEvent('eip6963:announceProvider', { detail: Object.freeze({ info, provider }) }),
      );
    window.addEventListener('eip6963:requestProvider', announce);
    announce();
  }, account);
}

/**
 * Plugs a Ledger into the browser of `page` that answers requests as `answers` says, both in hex with the status word.
 * What it does not know it answers with “wrong app”.
 */
export async function plugInLedger(page: Page, answers: Readonly<Record<string, string>>): Promise<void> {
  await page.evaluate((known) => {
    const packet = 64;
    let received: number[] = [];
    const bytesOf = (hex: string): number[] =>
      (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
    const device = Object.assign(new EventTarget(), {
      vendorId: 0x2c97,
      productId: 0x4011,
      productName: 'Nano X',
      opened: false,
      collections: [],
      open: async () => {
        device.opened = true;
      },
      close: async () => {
        device.opened = false;
      },
      sendReport: async (_: number, data: Uint8Array) => {
        const bytes = [...new Uint8Array(data.buffer, data.byteOffset, data.byteLength)];
        const [channel, sequence] = [bytes.slice(0, 2), ((bytes[3] ?? 0) << 8) + (bytes[4] ?? 0)];
        received = sequence === 0 ? bytes.slice(5) : [...received, ...bytes.slice(5)];
        const length = ((received[0] ?? 0) << 8) + (received[1] ?? 0);
        if (received.length - 2 < length) return;
        const asked = received
          .slice(2, 2 + length)
          .map((byte) => byte.toString(16).padStart(2, '0'))
          .join('');
        const told = bytesOf(known[asked] ?? '6e00');
        const whole = [told.length >> 8, told.length & 255, ...told];
        for (let at = 0, index = 0; at < whole.length; at += packet - 5, index++) {
          const report = [...channel, 5, index >> 8, index & 255, ...whole.slice(at, at + packet - 5)];
          const view = new Uint8Array(packet);
          view.set(report);
          const event = Object.assign(new Event('inputreport'), { data: new DataView(view.buffer) });
          setTimeout(() => device.dispatchEvent(event), 1);
        }
      },
    });
    Object.defineProperty(navigator, 'hid', {
      configurable: true,
      value: Object.assign(new EventTarget(), {
        getDevices: async () => [device],
        requestDevice: async () => [device],
      }),
    });
  }, answers);
}
