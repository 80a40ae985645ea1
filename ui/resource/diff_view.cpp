// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/diff_view.h"

#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace copper {

namespace {

constexpr int kRow_px = 24;

} // namespace

DiffDelegate::DiffDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{}

QSize DiffDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {60, m_theme.rowHeight(kRow_px)};
}

void DiffDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const auto kind = static_cast<DiffChange::Kind>(index.data(DiffModel::ChangeRole).toInt());
    const QRectF cell = QRectF(option.rect).adjusted(8, 0, -6, 0);
    Tone tone = Tone::Text;
    TextRole role = TextRole::Mono;
    switch (static_cast<DiffModel::Column>(index.column())) {
    case DiffModel::KindColumn:
        role = TextRole::SmallStrong;
        switch (kind) {
        case DiffChange::Kind::Added:
            tone = Tone::Verdigris;
            break;
        case DiffChange::Kind::Removed:
            tone = Tone::Error;
            break;
        case DiffChange::Kind::Retyped:
            tone = Tone::Warn;
            break;
        case DiffChange::Kind::Changed:
        case DiffChange::Kind::Moved:
        case DiffChange::Kind::Renamed:
            tone = Tone::Copper;
            break;
        }
        break;
    case DiffModel::PathColumn:
        role = TextRole::Body;
        break;
    case DiffModel::BeforeColumn:
        tone = Tone::Text2;
        break;
    case DiffModel::AfterColumn:
    case DiffModel::ColumnCount:
        break;
    }
    drawElided(painter, cell, index.data().toString(), m_theme.font(role), m_theme.color(tone),
               Qt::AlignLeft,
               index.column() == DiffModel::PathColumn ? Qt::ElideMiddle : Qt::ElideRight);
}

DiffView::DiffView(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_choice(new QComboBox(this)),
      m_summary(new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this)),
      m_table(new TintTree(theme, kRow_px, this))
{
    setObjectName(QStringLiteral("diffView"));
    m_choice->setObjectName(QStringLiteral("diffChoice"));
    m_choice->setAccessibleName(tr("Earlier answer to compare with"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_summary->setObjectName(QStringLiteral("diffSummary"));
    m_table->setObjectName(QStringLiteral("diffTable"));
    m_table->setAccessibleName(tr("What changed"));
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new DiffDelegate(theme, m_table));
    m_table->setRootIsDecorated(false);
    m_table->setIndentation(0);
    m_table->setUniformRowHeights(true);
    QHeaderView *header = m_table->header();
    header->setStretchLastSection(true);
    header->resizeSection(DiffModel::KindColumn, 92);
    header->resizeSection(DiffModel::PathColumn, 260);
    header->resizeSection(DiffModel::BeforeColumn, 180);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(16, 6, 16, 6);
    line->setSpacing(10);
    line->addWidget(new PlainLabel(theme, tr("Compared with"), TextRole::Body, Tone::Text2, this));
    line->addWidget(m_choice);
    line->addWidget(m_summary, 1);
    column->addLayout(line);
    column->addWidget(m_table, 1);

    connect(m_choice, &QComboBox::currentIndexChanged, this, [this] {
        m_isOld = true;
        compare();
    });
    connect(&m_model, &DiffModel::compared, this, &DiffView::say);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &index) {
                if (index.isValid())
                    Q_EMIT bytesChosen(index.data(DiffModel::OffsetRole).toLongLong(),
                                       index.data(DiffModel::LengthRole).toLongLong());
            });
    say();
}

void DiffView::setPayload(std::shared_ptr<const Bytes> payload,
                          std::optional<std::uint32_t> contentFormat)
{
    m_payload = std::move(payload);
    m_format = contentFormat;
    m_isOld = true;
    m_model.clear();
    compare();
}

void DiffView::setEarlier(std::vector<EarlierBody> earlier)
{
    const QSignalBlocker quiet(m_choice);
    m_earlier = std::move(earlier);
    m_choice->clear();
    for (const EarlierBody &body : m_earlier)
        m_choice->addItem(body.name);
    m_choice->setVisible(!m_earlier.empty());
    m_isOld = true;
    compare();
}

void DiffView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    compare();
}

void DiffView::compare()
{
    const int chosen = m_choice->currentIndex();
    if (m_isOld && isVisible()) {
        m_isOld = false;
        if (m_payload && chosen >= 0) {
            const EarlierBody &body = m_earlier[static_cast<std::size_t>(chosen)];
            m_model.compare(body.payload, body.contentFormat, m_payload, m_format);
        } else {
            m_model.clear();
        }
    }
    say();
}

void DiffView::say()
{
    m_summary->setText(m_earlier.empty() ? tr("There is no earlier answer of this resource yet.")
                                         : m_model.summary());
}

} // namespace copper
