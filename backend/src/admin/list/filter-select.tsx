import { Select } from '@medusajs/ui';

type Props<Value extends string> = {
  label: string;
  options: ReadonlyArray<{ value: Value; label: string }>;
  value: Value;
  onChoose: (value: Value) => void;
};

export function FilterSelect<Value extends string>({ label, options, value, onChoose }: Props<Value>) {
  return (
    <Select size="small" value={value} onValueChange={(chosen: Value) => onChoose(chosen)}>
      <Select.Trigger aria-label={label}>
        <Select.Value />
      </Select.Trigger>
      <Select.Content>
        {options.map((option) => (
          <Select.Item key={option.value} value={option.value}>
            {option.label}
          </Select.Item>
        ))}
      </Select.Content>
    </Select>
  );
}
