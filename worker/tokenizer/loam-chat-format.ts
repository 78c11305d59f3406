/** Special tokens of our own models; their ids are their positions. */
export const SPECIAL_TOKENS = [
  '<|endoftext|>',
  '<|system|>',
  '<|user|>',
  '<|assistant|>',
  '<|end|>',
] as const;

/** Chat template (Jinja) of our own models: one role token, the words, one end token per message. */
export const CHAT_TEMPLATE = [
  '{{ bos_token }}',
  '{% for message in messages %}',
  "{{ '<|' + message['role'] + '|>' + message['content'] | trim + '<|end|>' }}",
  '{% endfor %}',
  "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}",
].join('');

/** Contents of tokenizer_config.json for our own models. */
export function tokenizerConfig(contextLength: number): Record<string, unknown> {
  return {
    tokenizer_class: 'PreTrainedTokenizerFast',
    model_max_length: contextLength,
    bos_token: '<|endoftext|>',
    eos_token: '<|end|>',
    pad_token: '<|endoftext|>',
    unk_token: null,
    clean_up_tokenization_spaces: false,
    chat_template: CHAT_TEMPLATE,
  };
}
