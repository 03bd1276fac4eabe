import type { MessageFromPanel } from '../messages';

/** What surrounds the panel: an editor, or nothing when it is a page of its own. */
export interface Host {
  readonly isEditor: boolean;
  readonly post: (message: MessageFromPanel) => void;
  readonly read: () => unknown;
  readonly keep: (state: unknown) => void;
}

interface EditorApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  interface Window {
    /** Provided by the editor; may be called once. */
    readonly acquireVsCodeApi?: () => EditorApi;
  }
}

export function host(): Host {
  const api = window.acquireVsCodeApi?.();
  if (api === undefined) return { isEditor: false, post: () => undefined, read: embeddedState, keep: () => undefined };
  return {
    isEditor: true,
    post: (message) => api.postMessage(message),
    read: () => api.getState(),
    keep: (state) => api.setState(state),
  };
}

/** A saved page carries its state in an element that browsers do not run. */
function embeddedState(): unknown {
  const text = document.getElementById('rederive-state')?.textContent;
  if (text === null || text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
