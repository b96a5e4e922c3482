import vue from 'eslint-plugin-vue';
import typescript from 'typescript-eslint';

export default typescript.config(
  { ignores: ['dist', 'mock', 'src/components.d.ts'] },
  typescript.configs.recommended,
  vue.configs['flat/recommended'],
  {
    files: ['src/**/*.{ts,vue}'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'Literal[value=/\\p{Script=Han}/u]', message: 'Texts stand in src/locales.' },
        { selector: 'TemplateElement[value.raw=/\\p{Script=Han}/u]', message: 'Texts stand in src/locales.' },
        // A text never becomes an element; in templates vue/no-v-html says so.
        {
          selector: ':matches(Identifier, Literal):matches([name=/^(inner|outer)HTML$|^insertAdjacentHTML$|^srcdoc$/], [value=/^(inner|outer)HTML$|^insertAdjacentHTML$|^srcdoc$/])',
          message: 'No markup is made of texts.',
        },
        { selector: 'CallExpression[callee.object.name=document][callee.property.name=/^write/]', message: 'No markup is made of texts.' },
      ],
    },
  },
  { files: ['**/*.vue'], languageOptions: { parserOptions: { parser: typescript.parser } } },
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      // Nothing that comes from outside reaches a prototype.
      'no-proto': 'error',
      'no-extend-native': 'error',
      'no-prototype-builtins': 'error',
      'no-restricted-globals': ['error', { name: 'fetch', message: 'Use the client of src/api.' }],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-v-html': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      // What a user reads stands in src/locales.
      'vue/no-bare-strings-in-template': ['error', { allowlist: [...'→·/×+%()[]:=,.–—', 'j', 'k'] }],
      'vue/multi-word-component-names': 'off',
      // Layout is left to the editor.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-self-closing': ['warn', { html: { void: 'always' } }],
      'vue/html-closing-bracket-newline': 'off',
      'vue/html-indent': 'off',
      'vue/require-default-prop': 'off',
      'vue/attributes-order': 'off',
    },
  },
);
