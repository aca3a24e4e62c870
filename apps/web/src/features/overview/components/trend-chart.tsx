import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPercent } from '../../../shared/format/format';
import type { Figures } from '../api/coverage';

use([BarChart, LineChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

/** Documents of each month as bars, the rate as a line over them. The same figures stand in the table by month. */
export default function TrendChart({ months }: { months: { name: string; figures: Figures }[] }) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const label = t('overview.trendLabel', {
    months: months.map(({ name, figures }) => `${name} ${formatPercent(figures.percentBoth)}`).join('; '),
  });
  useEffect(() => {
    if (!place.current) return;
    const chart = init(place.current, null, { renderer: 'svg' });
    const axis = { axisLabel: { color: '#55606e' } };
    chart.setOption({
      animation: false,
      aria: { enabled: true, label: { description: label } },
      grid: { left: 48, right: 56, top: 24, bottom: 28 },
      tooltip: { trigger: 'axis' },
      xAxis: {
        ...axis,
        type: 'category',
        data: months.map(({ name }) => name.replace(' năm ', '/').replace('Tháng ', '')),
      },
      yAxis: [
        { ...axis, type: 'value', name: t('overview.issued'), minInterval: 1 },
        {
          ...axis,
          type: 'value',
          name: t('overview.rate'),
          max: 100,
          axisLabel: { formatter: '{value}%', color: '#55606e' },
          splitLine: { show: false },
        },
      ],
      series: [
        {
          type: 'bar',
          name: t('overview.issued'),
          data: months.map(({ figures }) => figures.issued),
          itemStyle: { color: '#c3ccd9' },
          barMaxWidth: 36,
        },
        {
          type: 'line',
          name: t('overview.rate'),
          yAxisIndex: 1,
          data: months.map(({ figures }) => (figures.percentBoth === null ? null : Number(figures.percentBoth))),
          itemStyle: { color: '#173a8f' },
          lineStyle: { width: 2 },
          symbolSize: 7,
        },
      ],
    });
    const follow = new ResizeObserver(() => chart.resize());
    follow.observe(place.current);
    return () => {
      follow.disconnect();
      chart.dispose();
    };
  }, [months, label, t]);
  return <div ref={place} role="img" aria-label={label} style={{ height: 220 }} />;
}
