import type { ThemeConfig } from 'antd';

/**
 * The A4 page is the hero: a quiet ground, dense rows, little colour. Red is kept for the seal and for what is overdue, blue for
 * signatures; a verdict is told by word and shape before colour.
 */
export const palette = {
  ground: '#eef0f3',
  paper: '#ffffff',
  ink: '#1c2430',
  quiet: '#55606e',
  line: '#d5dae1',
  accent: '#1f4b7a',
  signature: '#173a8f',
  seal: '#b3121d',
  good: '#1d6b3a',
  doubt: '#8a5a00',
} as const;

export const theme: ThemeConfig = {
  token: {
    colorPrimary: palette.accent,
    colorInfo: palette.accent,
    colorError: palette.seal,
    colorSuccess: palette.good,
    colorWarning: palette.doubt,
    colorSuccessBg: '#edf5ef',
    colorSuccessBorder: '#b5d3be',
    colorWarningBg: '#fdf5e3',
    colorWarningBorder: '#e6cf9c',
    colorErrorBg: '#fcefef',
    colorErrorBorder: '#e5b3b6',
    colorInfoBg: '#edf2f8',
    colorInfoBorder: '#b5c6da',
    colorText: palette.ink,
    colorTextSecondary: palette.quiet,
    colorTextPlaceholder: '#66707d',
    colorTextDescription: palette.quiet,
    colorBgLayout: palette.ground,
    colorBorder: '#b9c0ca',
    colorBorderSecondary: palette.line,
    borderRadius: 3,
    fontFamily: '"Segoe UI", "Noto Sans", Roboto, "Helvetica Neue", Arial, sans-serif',
    fontSize: 14,
    controlHeight: 30,
    motion: false,
  },
  components: {
    Table: {
      // 18 rows and more on a screen of 1366 × 768.
      cellPaddingBlock: 4,
      cellPaddingInline: 8,
      cellPaddingBlockSM: 4,
      cellPaddingInlineSM: 8,
      headerBg: '#e3e7ed',
      headerColor: palette.ink,
      rowHoverBg: '#f2f6fb',
    },
    Card: { headerHeight: 38, bodyPadding: 14 },
    Form: { itemMarginBottom: 14, verticalLabelPadding: '0 0 2px' },
  },
};
