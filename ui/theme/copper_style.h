// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace copper {

class Theme;

// Fusion with the few controls a style sheet cannot draw without image files: combo and spin boxes
// with their arrows, check boxes and radio buttons with their marks. The rest is in the QSS.
class CopperStyle final : public QProxyStyle
{
    Q_OBJECT
public:
    explicit CopperStyle(const Theme &theme);

    void polish(QWidget *widget) override;
    using QProxyStyle::polish;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                            QPainter *painter, const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                         SubControl subControl, const QWidget *widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option,
                    const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *returnData) const override;

private:
    void drawField(const QStyleOption &option, QPainter *painter, bool button) const;
    void drawCheck(const QStyleOption &option, QPainter *painter) const;
    void drawRadio(const QStyleOption &option, QPainter *painter) const;
    void drawCombo(const QStyleOptionComplex &option, QPainter *painter,
                   const QWidget *widget) const;
    void drawSpin(const QStyleOptionComplex &option, QPainter *painter,
                  const QWidget *widget) const;

    const Theme &m_theme;
};

} // namespace copper
