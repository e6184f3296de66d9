import { Text } from '@medusajs/ui';

/** What stands where a list would: that it is empty, or could not be read. */
export function Notice({ text }: { text: string }) {
  return (
    <div className="px-6 py-8">
      <Text size="small" className="text-ui-fg-subtle">
        {text}
      </Text>
    </div>
  );
}
