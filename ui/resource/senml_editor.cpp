// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/senml_editor.h"

#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/segmented_control.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace copper {

namespace {

constexpr int kRow_px = 26;
constexpr int kLongestCell = 1024;

} // namespace

SenmlDelegate::SenmlDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{}

QSize SenmlDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {60, m_theme.rowHeight(kRow_px)};
}

void SenmlDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const QRectF cell = QRectF(option.rect).adjusted(8, 0, -8, 0);
    const QString text = index.data().toString();
    if (index.column() == SenmlTableModel::MeaningColumn) {
        const bool wrong = !index.data(SenmlTableModel::ErrorRole).toString().isEmpty();
        drawElided(painter, cell, text, m_theme.font(TextRole::Small),
                   m_theme.color(wrong ? Tone::Error : Tone::Text2));
        return;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(m_theme.color(Tone::BorderControl));
    painter->setBrush(m_theme.color(Tone::Base));
    painter->drawRoundedRect(QRectF(option.rect).adjusted(1.5, 2.5, -5.5, -2.5), 4, 4);
    painter->restore();
    drawElided(painter, cell, text, m_theme.font(TextRole::Mono), m_theme.color(Tone::Text));
}

QWidget *SenmlDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &,
                                     const QModelIndex &index) const
{
    auto *editor = new QLineEdit(parent);
    editor->setObjectName(QStringLiteral("senmlCell"));
    editor->setAccessibleName(
        index.model()->headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString());
    editor->setFont(m_theme.font(TextRole::Mono));
    editor->setMaxLength(kLongestCell);
    // Checked as it is typed: the row says at once what is wrong.
    auto *model = const_cast<QAbstractItemModel *>(index.model());
    const QPersistentModelIndex place(index);
    connect(editor, &QLineEdit::textEdited, model,
            [model, place](const QString &text) { model->setData(place, text, Qt::EditRole); });
    return editor;
}

void SenmlDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                         const QModelIndex &) const
{
    editor->setGeometry(option.rect.adjusted(1, 2, -5, -2));
}

SenmlEditor::SenmlEditor(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_baseName(new QLineEdit(this)), m_baseTime(new QLineEdit(this)),
      m_encoding(new SegmentedControl(theme, this)), m_table(new TintTree(theme, kRow_px, this)),
      m_add(new QPushButton(tr("Add record"), this))
{
    setObjectName(QStringLiteral("senmlEditor"));
    m_baseName->setObjectName(QStringLiteral("senmlBaseName"));
    m_baseName->setAccessibleName(tr("Base name, put before every name"));
    m_baseName->setPlaceholderText(tr("Base name"));
    m_baseName->setMaxLength(kLongestCell);
    m_baseTime->setObjectName(QStringLiteral("senmlBaseTime"));
    m_baseTime->setAccessibleName(tr("Base time, seconds since 1970 or relative to now"));
    m_baseTime->setPlaceholderText(tr("Base time"));
    m_baseTime->setMaxLength(40);
    m_baseTime->setMaximumWidth(130);
    m_encoding->setObjectName(QStringLiteral("senmlEncoding"));
    m_encoding->setAccessibleName(tr("How the pack is written"));
    for (const QString &name : {QStringLiteral("JSON"), QStringLiteral("CBOR")})
        m_encoding->addSegment(name);
    m_table->setObjectName(QStringLiteral("senmlTable"));
    m_table->setAccessibleName(tr("Records of the SenML pack"));
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new SenmlDelegate(theme, m_table));
    m_table->setRootIsDecorated(false);
    m_table->setIndentation(0);
    m_table->setEditTriggers(QAbstractItemView::CurrentChanged |
                             QAbstractItemView::SelectedClicked |
                             QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    m_table->installEventFilter(this);
    QHeaderView *header = m_table->header();
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(SenmlTableModel::MeaningColumn, QHeaderView::Stretch);
    header->resizeSection(SenmlTableModel::NameColumn, 150);
    header->resizeSection(SenmlTableModel::UnitColumn, 66);
    header->resizeSection(SenmlTableModel::ValueColumn, 130);
    header->resizeSection(SenmlTableModel::TimeColumn, 110);
    m_add->setObjectName(QStringLiteral("senmlAdd"));
    m_add->setProperty("link", true);
    m_add->setIcon(theme.fixedIcon(QStringLiteral("add"), Tone::Copper));

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_baseName, 1);
    line->addWidget(m_baseTime);
    line->addWidget(m_add);
    line->addWidget(m_encoding);
    column->addLayout(line);
    column->addWidget(m_table, 1);

    connect(m_baseName, &QLineEdit::textEdited, this, &SenmlEditor::readBase);
    connect(m_baseTime, &QLineEdit::textEdited, this, &SenmlEditor::readBase);
    connect(m_encoding, &QTabBar::currentChanged, this, &SenmlEditor::packChanged);
    connect(&m_model, &SenmlTableModel::packChanged, this, &SenmlEditor::packChanged);
    connect(m_add, &QPushButton::clicked, this, &SenmlEditor::add);
}

void SenmlEditor::setPack(const SenmlPack &pack)
{
    m_baseName->setText(QString::fromStdString(pack.baseName));
    SenmlEntry time;
    if (pack.baseTime)
        time.value = *pack.baseTime;
    m_baseTime->setText(QString::fromStdString(senmlValueText(time)));
    m_baseProblem.clear();
    m_model.setPack(pack);
}

void SenmlEditor::readBase()
{
    const QString typed = m_baseTime->text().trimmed();
    bool good = false;
    const double time = typed.toDouble(&good);
    good = typed.isEmpty() || (good && std::isfinite(time));
    m_baseProblem = good ? QString() : tr("The base time is a number of seconds.");
    m_model.setBase(m_baseName->text().toStdString(),
                    good && !typed.isEmpty() ? std::optional(time) : std::nullopt);
}

bool SenmlEditor::asCbor() const
{
    return m_encoding->currentIndex() == 1;
}

void SenmlEditor::setAsCbor(bool cbor)
{
    m_encoding->setCurrentIndex(cbor ? 1 : 0);
}

Bytes SenmlEditor::bytes() const
{
    return asCbor() ? writeSenmlCbor(pack()) : toOwned(asBytes(writeSenmlJson(pack())));
}

QString SenmlEditor::problem() const
{
    return m_baseProblem.isEmpty() ? m_model.problem() : m_baseProblem;
}

void SenmlEditor::add()
{
    if (!m_model.addRow())
        return;
    const QModelIndex name = m_model.index(m_model.rowCount() - 1, SenmlTableModel::NameColumn);
    m_table->scrollTo(name);
    m_table->setFocus(Qt::OtherFocusReason);
    m_table->setCurrentIndex(name);
}

bool SenmlEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Delete &&
        m_table->currentIndex().isValid()) {
        m_model.removeRow(m_table->currentIndex().row());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace copper
