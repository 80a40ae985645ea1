// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/copper_style.h"

#include "ui/theme/theme.h"

#include <QComboBox>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QStyleOption>

namespace copper {

namespace {

constexpr int kControlHeight_px = 28;
constexpr qreal kRadius_px = 4;

void drawChevron(QPainter *painter, QPointF centre, bool up, const QColor &colour)
{
    const qreal dy = up ? 1.75 : -1.75;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPolyline(QPolygonF{{centre.x() - 3.5, centre.y() + dy},
                                    {centre.x(), centre.y() - dy},
                                    {centre.x() + 3.5, centre.y() + dy}});
    painter->restore();
}

} // namespace

CopperStyle::CopperStyle(const Theme &theme) : QProxyStyle(QStringLiteral("Fusion")), m_theme(theme)
{}

void CopperStyle::polish(QWidget *widget)
{
    // A style sheet fixes the gap between icon and text at 4 px; a wide icon makes it 9.
    if (auto *button = qobject_cast<QPushButton *>(widget))
        button->setIconSize(button->text().isEmpty() ? QSize(14, 14) : QSize(19, 14));
    QProxyStyle::polish(widget);
}

void CopperStyle::drawField(const QStyleOption &option, QPainter *painter, bool button) const
{
    const bool enabled = option.state.testFlag(State_Enabled);
    const bool focused = option.state.testFlag(State_HasFocus) && enabled;
    const bool hovered = option.state.testFlag(State_MouseOver) && enabled;
    const Tone edge = focused                           ? Tone::Copper
                      : button && !m_theme.isContrast() ? Tone::BorderButton
                                                        : Tone::BorderControl;
    const qreal width = focused ? 2 : 1;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(m_theme.color(enabled ? edge : Tone::Border), width));
    painter->setBrush(m_theme.color(button ? (hovered ? Tone::Hover : Tone::Raised) : Tone::Base));
    const qreal inset = width / 2;
    painter->drawRoundedRect(QRectF(option.rect).adjusted(inset, inset, -inset, -inset), kRadius_px,
                             kRadius_px);
    painter->restore();
}

void CopperStyle::drawCheck(const QStyleOption &option, QPainter *painter) const
{
    const bool enabled = option.state.testFlag(State_Enabled);
    const bool set = option.state.testFlag(State_On) || option.state.testFlag(State_NoChange);
    const QRectF box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Tone edge = !enabled ? Tone::Border : set ? Tone::CopperFill : Tone::BorderControl;
    painter->setPen(
        QPen(m_theme.color(option.state.testFlag(State_HasFocus) ? Tone::Copper : edge), 1));
    painter->setBrush(m_theme.color(!set ? Tone::Base : enabled ? Tone::CopperFill : Tone::Hover));
    painter->drawRoundedRect(box, 3, 3);
    painter->setPen(QPen(m_theme.color(enabled ? Tone::OnCopper : Tone::Disabled), 1.6,
                         Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const qreal unit = box.width() / 12;
    const auto at = [&](qreal x, qreal y) {
        return box.topLeft() + QPointF(x, y) * unit;
    };
    if (option.state.testFlag(State_On))
        painter->drawPolyline(QPolygonF{at(2.8, 6.2), at(5.2, 8.6), at(9.4, 3.6)});
    else if (option.state.testFlag(State_NoChange))
        painter->drawLine(at(3, 6), at(9, 6));
    painter->restore();
}

void CopperStyle::drawRadio(const QStyleOption &option, QPainter *painter) const
{
    const bool enabled = option.state.testFlag(State_Enabled);
    const bool set = option.state.testFlag(State_On);
    const QRectF box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(
        QPen(m_theme.color(!enabled                                       ? Tone::Border
                           : set || option.state.testFlag(State_HasFocus) ? Tone::CopperFill
                                                                          : Tone::BorderControl),
             1));
    painter->setBrush(m_theme.color(Tone::Base));
    painter->drawEllipse(box);
    if (set) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme.color(enabled ? Tone::CopperFill : Tone::Disabled));
        painter->drawEllipse(box.adjusted(3.5, 3.5, -3.5, -3.5));
    }
    painter->restore();
}

void CopperStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                                QPainter *painter, const QWidget *widget) const
{
    // Qt's list is open ended: what is not ours goes to Fusion.
    if (element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck) {
        drawCheck(*option, painter);
    } else if (element == PE_IndicatorMenuCheckMark) {
        drawCheck(*option, painter);
    } else if (element == PE_IndicatorRadioButton) {
        drawRadio(*option, painter);
    } else if (element == PE_IndicatorArrowDown || element == PE_IndicatorArrowUp) {
        drawChevron(painter, QRectF(option->rect).center(), element == PE_IndicatorArrowUp,
                    m_theme.color(Tone::Text2));
    } else if (element == PE_FrameFocusRect) {
        // Buttons and fields show focus by their border; what is left gets a thin copper frame.
        painter->save();
        painter->setPen(QPen(m_theme.color(Tone::Copper), 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
    } else if (element == PE_IndicatorBranch) {
        if (option->state.testFlag(State_Children)) {
            const QRectF box(QRectF(option->rect).center() - QPointF(8, 8), QSizeF(16, 16));
            m_theme.paintIcon(painter, box.adjusted(2, 2, -2, -2),
                              option->state.testFlag(State_Open) ? QStringLiteral("chevron-down")
                                                                 : QStringLiteral("chevron-right"),
                              Tone::Text3);
        }
    } else {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void CopperStyle::drawCombo(const QStyleOptionComplex &option, QPainter *painter,
                            const QWidget *widget) const
{
    const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(&option);
    if (combo == nullptr || combo->frame)
        drawField(option, painter, combo != nullptr && !combo->editable);
    const QRect arrow = subControlRect(CC_ComboBox, &option, SC_ComboBoxArrow, widget);
    drawChevron(painter, QRectF(arrow).center(), false,
                m_theme.color(option.state.testFlag(State_Enabled) ? Tone::Text2 : Tone::Disabled));
}

void CopperStyle::drawSpin(const QStyleOptionComplex &option, QPainter *painter,
                           const QWidget *widget) const
{
    drawField(option, painter, false);
    const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(&option);
    if (spin == nullptr || spin->buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    for (const bool up : {true, false}) {
        const QRect rect =
            subControlRect(CC_SpinBox, &option, up ? SC_SpinBoxUp : SC_SpinBoxDown, widget);
        const bool can = option.state.testFlag(State_Enabled) &&
                         spin->stepEnabled.testFlag(up ? QAbstractSpinBox::StepUpEnabled
                                                       : QAbstractSpinBox::StepDownEnabled);
        drawChevron(painter, QRectF(rect).center(), up,
                    m_theme.color(can ? Tone::Text2 : Tone::Disabled));
    }
}

void CopperStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                     QPainter *painter, const QWidget *widget) const
{
    if (control == CC_ComboBox)
        drawCombo(*option, painter, widget);
    else if (control == CC_SpinBox)
        drawSpin(*option, painter, widget);
    else
        QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect CopperStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option,
                                  SubControl subControl, const QWidget *widget) const
{
    const QRect &r = option->rect;
    if (control == CC_ComboBox && subControl == SC_ComboBoxArrow)
        return visualRect(option->direction, r, QRect(r.right() - 24, r.top(), 22, r.height()));
    if (control == CC_ComboBox && subControl == SC_ComboBoxEditField)
        return visualRect(option->direction, r, r.adjusted(8, 2, -26, -2));
    if (control == CC_SpinBox) {
        const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
        const bool buttons = spin != nullptr && spin->buttonSymbols != QAbstractSpinBox::NoButtons;
        const int half = r.height() / 2;
        if (subControl == SC_SpinBoxEditField)
            return visualRect(option->direction, r, r.adjusted(6, 2, buttons ? -22 : -6, -2));
        if (subControl == SC_SpinBoxUp && buttons)
            return visualRect(option->direction, r,
                              QRect(r.right() - 21, r.top() + 2, 18, half - 1));
        if (subControl == SC_SpinBoxDown && buttons)
            return visualRect(option->direction, r,
                              QRect(r.right() - 21, r.top() + half, 18, half - 1));
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

QSize CopperStyle::sizeFromContents(ContentsType type, const QStyleOption *option,
                                    const QSize &size, const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_ComboBox) {
        result.setWidth(size.width() + 36);
        result.setHeight(std::max(kControlHeight_px, size.height() + 6));
    } else if (type == CT_SpinBox) {
        result.setHeight(std::max(kControlHeight_px, size.height() + 4));
    }
    return result;
}

int CopperStyle::pixelMetric(PixelMetric metric, const QStyleOption *option,
                             const QWidget *widget) const
{
    if (metric == PM_IndicatorWidth || metric == PM_IndicatorHeight ||
        metric == PM_ExclusiveIndicatorWidth || metric == PM_ExclusiveIndicatorHeight)
        return 15;
    if (metric == PM_SplitterWidth)
        return 1;
    if (metric == PM_SmallIconSize || metric == PM_ButtonIconSize || metric == PM_ListViewIconSize)
        return 16;
    if (metric == PM_TreeViewIndentation)
        return 16;
    if (metric == PM_MenuHMargin || metric == PM_MenuVMargin)
        return 4;
    return QProxyStyle::pixelMetric(metric, option, widget);
}

int CopperStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                           QStyleHintReturn *returnData) const
{
    if (hint == SH_ComboBox_Popup)
        return 0;
    if (hint == SH_EtchDisabledText || hint == SH_DitherDisabledText)
        return 0;
    if (hint == SH_ToolTip_WakeUpDelay)
        return 500;
    return QProxyStyle::styleHint(hint, option, widget, returnData);
}

} // namespace copper
