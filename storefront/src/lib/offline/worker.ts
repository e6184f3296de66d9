import type { PageQuestion, WorkerMessage } from 'service-worker/messages';

const SCRIPT = '/service-worker.js';

export type WorkerEvents = {
  /** A newer build is installed and waits for the shopper's word. */
  onUpdateReady: (apply: () => void) => void;
  /** Another tab let a newer build take over: the next page should come from it. */
  onTakenOver: () => void;
  /** The worker asks the page to send what waits. */
  onDrain: () => void;
  signal: AbortSignal;
};

/** Registers the worker and listens to it. Resolves with the registration, or undefined where there are no workers. */
export async function startWorker(events: WorkerEvents): Promise<ServiceWorkerRegistration | undefined> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!workers || __KILL_SWITCH__) return undefined;
  answerQuestions(workers, events);
  const isUpdate = workers.controller !== null;
  const registration = await workers.register(SCRIPT, { updateViaCache: 'none' });
  if (isUpdate) listenForTakeover(workers, events);
  listenForUpdate(workers, registration, events);
  if (workers.controller) say(workers.controller, { type: 'hello' });
  else say(registration.active, { type: 'adopt' });
  return registration;
}

function answerQuestions(workers: ServiceWorkerContainer, { onDrain, signal }: WorkerEvents): void {
  const answer = ({ data, ports: [port] }: MessageEvent<PageQuestion>) => {
    if (data.type === 'which-build') port?.postMessage(__BUILD__);
    if (data.type === 'drain') {
      onDrain();
      port?.postMessage('started');
    }
  };
  workers.addEventListener('message', answer, { signal });
  workers.startMessages();
}

function listenForUpdate(
  workers: ServiceWorkerContainer,
  registration: ServiceWorkerRegistration,
  { onUpdateReady, signal }: WorkerEvents,
): void {
  const offer = (waiting: ServiceWorker) =>
    onUpdateReady(() => {
      workers.addEventListener('controllerchange', () => location.reload(), { once: true });
      say(waiting, { type: 'skip-waiting' });
    });
  const follow = (installing: ServiceWorker | null) =>
    installing?.addEventListener(
      'statechange',
      () => {
        if (installing.state === 'installed' && registration.active) offer(installing);
      },
      { signal },
    );
  if (registration.waiting && registration.active) offer(registration.waiting);
  follow(registration.installing);
  registration.addEventListener('updatefound', () => follow(registration.installing), { signal });
}

function listenForTakeover(workers: ServiceWorkerContainer, { onTakenOver, signal }: WorkerEvents): void {
  workers.addEventListener('controllerchange', onTakenOver, { signal });
}

const say = (worker: ServiceWorker | null, message: WorkerMessage): void => worker?.postMessage(message);
