// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/option_fields.h"

#include "core/coap/content_format.h"
#include "core/coap/option_text.h"
#include "ui/text/protocol_text.h"

#include <QAction>
#include <QComboBox>
#include <QCompleter>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QStandardItemModel>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace copper {

namespace {

constexpr int kNameRole = Qt::UserRole; // what is written; the list shows the number beside it
constexpr int kListWidth_px = 260;

// Those the resource offers first.
QStandardItemModel *formatList(const std::vector<std::uint32_t> &preferred, QObject *parent)
{
    auto *list = new QStandardItemModel(parent);
    const auto add = [list](std::uint32_t format, const QString &name, const QString &remark) {
        auto *item = new QStandardItem(
            (name.isEmpty() ? QString::number(format)
                            : name + QStringLiteral("  ·  ") + QString::number(format)) +
            remark);
        item->setData(name.isEmpty() ? QString::number(format) : name, kNameRole);
        list->appendRow(item);
    };
    for (const std::uint32_t format : preferred)
        add(format, qtText(contentFormatShortName(format)),
            QStringLiteral("  ·  ") + OptionField::tr("offered"));
    for (const ContentFormatRow &row : contentFormats()) {
        const bool there =
            std::find(preferred.begin(), preferred.end(), row.number) != preferred.end();
        if (!row.legacy && !there)
            add(row.number, qtText(row.shortName), {});
    }
    return list;
}

} // namespace

OptionField::OptionField(const Theme &theme, OptionNumber number, const QString &text,
                         const std::vector<std::uint32_t> &preferred, Changed changed,
                         QWidget *parent)
    : QWidget(parent), m_theme(theme), m_number(number), m_changed(std::move(changed))
{
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(0);
    const OptionDefinition *known = findOption(number);
    bool isNumber = false;
    text.toUInt(&isNumber);
    const bool uint = known != nullptr && known->format == OptionFormat::Uint;
    if (number == OptionNumber::ContentFormat || number == OptionNumber::Accept)
        addFormats(text, preferred);
    else if (number == OptionNumber::Observe && (text == u"0" || text == u"1" || text.isEmpty()))
        addObserve(text);
    else if (uint && (isNumber || text.isEmpty()))
        addNumber(*known, text);
    else
        addLine(text);
    if (known != nullptr && known->format == OptionFormat::Opaque)
        addHexSwitch();
}

void OptionField::place(QWidget *widget)
{
    // A row is lower than a field likes to be.
    widget->setMinimumHeight(1);
    widget->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    layout()->addWidget(widget);
    widget->setAccessibleName(tr("Value of %1").arg(optionNameText(m_number)));
    widget->setFont(m_theme.font(TextRole::Mono));
    setFocusProxy(widget);
}

void OptionField::addLine(const QString &text)
{
    m_line = new QLineEdit(text, this);
    m_line->setObjectName(QStringLiteral("optionValueField"));
    m_line->setMaxLength(4096);
    connect(m_line, &QLineEdit::textEdited, this,
            [this](const QString &typed) { m_changed(typed); });
    place(m_line);
}

void OptionField::addNumber(const OptionDefinition &definition, const QString &text)
{
    // Up to 2^32 - 1, beyond what QSpinBox holds.
    auto *box = new QDoubleSpinBox(this);
    box->setObjectName(QStringLiteral("optionValueSpin"));
    box->setDecimals(0);
    box->setRange(0, std::pow(2.0, 8.0 * definition.maxLength) - 1);
    box->setValue(text.toDouble());
    box->setKeyboardTracking(true);
    connect(box, &QDoubleSpinBox::valueChanged, this,
            [this](double value) { m_changed(QString::number(value, 'f', 0)); });
    place(box);
    if (text.isEmpty())
        m_changed(QStringLiteral("0"));
}

void OptionField::addObserve(const QString &text)
{
    auto *box = new QComboBox(this);
    box->setObjectName(QStringLiteral("optionValueChoice"));
    box->addItem(tr("0 register"), QStringLiteral("0"));
    box->addItem(tr("1 deregister"), QStringLiteral("1"));
    box->setCurrentIndex(text == QLatin1String("1") ? 1 : 0);
    connect(box, &QComboBox::currentIndexChanged, this,
            [this, box] { m_changed(box->currentData().toString()); });
    place(box);
    if (text.isEmpty())
        m_changed(QStringLiteral("0"));
}

void OptionField::addFormats(const QString &text, const std::vector<std::uint32_t> &preferred)
{
    addLine(text);
    auto *completer = new QCompleter(m_line);
    completer->setModel(formatList(preferred, completer));
    completer->setCompletionRole(kNameRole);
    completer->popup()->setMinimumWidth(kListWidth_px);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setMaxVisibleItems(12);
    m_line->setCompleter(completer);
    connect(completer, qOverload<const QString &>(&QCompleter::activated), this,
            [this](const QString &chosen) { m_changed(chosen); });
    // All of them at once, those of the resource first.
    auto *choose = new QToolButton(this);
    choose->setObjectName(QStringLiteral("optionFormats"));
    choose->setAccessibleName(tr("Formats to choose from"));
    choose->setIcon(m_theme.icon(QStringLiteral("chevron-down")));
    choose->setAutoRaise(true);
    choose->setMinimumHeight(1);
    choose->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Ignored);
    choose->setFocusPolicy(Qt::NoFocus);
    const auto all = [this, completer] {
        m_line->setFocus(Qt::OtherFocusReason);
        completer->setCompletionPrefix({});
        completer->complete();
        completer->popup()->setCurrentIndex(completer->completionModel()->index(0, 0));
    };
    connect(choose, &QToolButton::clicked, this, all);
    // By keys as in any field with a list.
    auto *open = new QAction(m_line);
    open->setShortcuts({QKeySequence(Qt::Key_Down), QKeySequence(Qt::ALT | Qt::Key_Down),
                        QKeySequence(Qt::Key_F4)});
    open->setShortcutContext(Qt::WidgetShortcut);
    m_line->addAction(open);
    connect(open, &QAction::triggered, this, all);
    layout()->addWidget(choose);
}

void OptionField::addHexSwitch()
{
    m_hex = new QToolButton(this);
    m_hex->setObjectName(QStringLiteral("optionHex"));
    m_hex->setText(tr("hex"));
    m_hex->setAccessibleName(tr("Write the value in hex"));
    m_hex->setCheckable(true);
    m_hex->setAutoRaise(true);
    m_hex->setFont(m_theme.font(TextRole::Caption));
    m_hex->setMinimumHeight(1);
    m_hex->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Ignored);
    m_hex->setChecked(m_line->text().startsWith(QLatin1String("0x")));
    connect(m_hex, &QToolButton::toggled, this, &OptionField::toggleHex);
    layout()->addWidget(m_hex);
}

// The same bytes in the other form; those that are no text stay hex.
void OptionField::toggleHex(bool hex)
{
    const auto bytes = parseOptionValue(m_number, m_line->text().toStdString());
    if (!bytes)
        return;
    QString text = QStringLiteral("0x") + QString::fromStdString(toHex(*bytes));
    if (!hex) {
        const bool plain = isValidUtf8(*bytes) &&
                           std::none_of(bytes->begin(), bytes->end(),
                                        [](std::uint8_t b) { return b < 0x20 || b == 0x7f; });
        const QString asText8 = qtText(asText(*bytes));
        const auto back = parseOptionValue(m_number, asText8.toStdString());
        if (plain && back && *back == *bytes)
            text = asText8;
        else
            m_hex->setChecked(true);
    }
    if (bytes->empty())
        text.clear();
    m_line->setText(text);
    m_changed(text);
}

} // namespace copper
