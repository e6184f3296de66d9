import { Select } from '@medusajs/ui';

type Props<Value extends string> = {
  label: string;
  options: ReadonlyArray<{ value: Value; label: string }>;
  value: Value;
  onChoose: (value: Value) => void;
};

export function FilterSelect<Value extends string>({ label, options, value, onChoose }: Props<Value>) {
  return (
    // The trigger takes all the room there is, so that two of them would stand below each other.
    <div className="w-36">
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
    </div>
  );
}
