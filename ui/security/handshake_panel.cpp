// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/security/handshake_panel.h"

#include "ui/text/credential_text.h"
#include "ui/text/handshake_text.h"
#include "ui/text/protocol_text.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/state_mark.h"
#include "ui/widgets/toggle_button.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace copper {

namespace {

constexpr int kHead_px = 44;
constexpr int kMark_px = 22; // centre of the marks
constexpr int kBar_px = 112;
constexpr int kDots_ms = 400;

HandshakeModel::State stateOf(const QModelIndex &index)
{
    return static_cast<HandshakeModel::State>(index.data(HandshakeModel::StateRole).toInt());
}

StateMark markOf(HandshakeModel::State state)
{
    switch (state) {
    case HandshakeModel::State::Over:
        return StateMark::Ok;
    case HandshakeModel::State::Waiting:
        return StateMark::Queued;
    case HandshakeModel::State::Broken:
        break;
    }
    return StateMark::Error;
}

} // namespace

HandshakeDelegate::HandshakeDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme)
{}

QSize HandshakeDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {60, m_theme.rowHeight(kRow_px)};
}

void HandshakeDelegate::paintStep(QPainter *painter, const QRectF &cell,
                                  const QModelIndex &index) const
{
    const QPointF centre(std::round(cell.left() + kMark_px), cell.center().y());
    const bool last = index.row() + 1 == index.model()->rowCount();
    // Antialiasing would make the thread two pixels wide.
    painter->setRenderHint(QPainter::Antialiasing, false);
    if (index.row() > 0)
        painter->fillRect(QRectF(centre.x(), cell.top(), 1, cell.height() / 2 - 8),
                          m_theme.color(Tone::BorderButton));
    if (!last)
        painter->fillRect(QRectF(centre.x(), centre.y() + 8, 1, cell.bottom() - centre.y() - 7),
                          m_theme.color(Tone::BorderButton));
    paintStateMark(painter, centre, markOf(stateOf(index)), m_theme);
    drawElided(
        painter, cell.adjusted(kMark_px + 18, 0, -4, 0), index.data().toString(),
        m_theme.font(TextRole::BodyStrong),
        m_theme.color(stateOf(index) == HandshakeModel::State::Waiting ? Tone::Text2 : Tone::Text));
}

void HandshakeDelegate::paintBar(QPainter *painter, const QRectF &cell,
                                 const QModelIndex &index) const
{
    if (stateOf(index) != HandshakeModel::State::Over)
        return;
    const QRectF bar(cell.left(), std::round(cell.center().y() - 3), kBar_px, 6);
    const double began = std::clamp(index.data(HandshakeModel::BeganRole).toDouble(), 0.0, 1.0);
    const double share = std::clamp(index.data(HandshakeModel::ShareRole).toDouble(), 0.0, 1.0);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_theme.color(Tone::Grid));
    painter->drawRoundedRect(bar, 2, 2);
    const qreal width = std::max<qreal>(2, bar.width() * share);
    const qreal left = std::min(bar.left() + bar.width() * began, bar.right() - width);
    painter->setBrush(m_theme.color(Tone::VerdigrisFill));
    painter->drawRoundedRect(QRectF(left, bar.top(), width, bar.height()), 2, 2);
}

void HandshakeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    const QRectF cell(option.rect);
    painter->save();
    switch (static_cast<HandshakeModel::Column>(index.column())) {
    case HandshakeModel::Step:
        paintStep(painter, cell, index);
        break;
    case HandshakeModel::Detail:
        drawElided(painter, cell.adjusted(0, 0, -8, 0), index.data().toString(),
                   m_theme.font(TextRole::Body),
                   m_theme.color(stateOf(index) == HandshakeModel::State::Broken ? Tone::Error
                                                                                 : Tone::Text2));
        break;
    case HandshakeModel::Bar:
        paintBar(painter, cell, index);
        break;
    case HandshakeModel::Took:
        drawElided(painter, cell.adjusted(0, 0, -14, 0), index.data().toString(),
                   m_theme.font(TextRole::Body), m_theme.color(Tone::Text2), Qt::AlignRight);
        break;
    case HandshakeModel::ColumnCount:
        break;
    }
    painter->restore();
}

HandshakePanel::HandshakePanel(const Theme &theme, Workspace &workspace, CredentialStore &store,
                               QWidget *parent)
    : QWidget(parent), m_theme(theme), m_test(workspace.handshakeTest()), m_store(store),
      m_model(new HandshakeModel(m_test, workspace.devices(), this)),
      m_what(new PlainLabel(theme, QString(), TextRole::Body, Tone::Text2, this)),
      m_mark(new PlainLabel(theme, QString(), TextRole::Body, Tone::Ok, this)),
      m_verdict(new PlainLabel(theme, QString(), TextRole::BodyStrong, Tone::Ok, this)),
      m_again(new QPushButton(this)), m_steps(new QTreeView(this)),
      m_hint(new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this))
{
    setObjectName(QStringLiteral("handshakePanel"));
    m_what->setElideMode(Qt::ElideRight);
    m_what->setObjectName(QStringLiteral("handshakeWhat"));
    m_verdict->setObjectName(QStringLiteral("handshakeVerdict"));
    m_again->setObjectName(QStringLiteral("handshakeTest"));
    m_again->setIcon(theme.icon(QStringLiteral("retry")));
    describe(m_again, tr("Test the selected key, or stop the test"), QKeySequence(Qt::Key_F5));
    m_hint->setObjectName(QStringLiteral("handshakeHint"));
    m_hint->setWordWrap(true);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(14, 0, 10, 0);
    head->setSpacing(8);
    head->addWidget(
        new PlainLabel(theme, tr("Test handshake"), TextRole::BodyStrong, Tone::Text, this));
    head->addWidget(m_what, 1);
    head->addWidget(m_mark);
    head->addWidget(m_verdict);
    head->addSpacing(4);
    head->addWidget(m_again);
    m_steps->setObjectName(QStringLiteral("handshakeSteps"));
    m_steps->setAccessibleName(tr("Steps of the handshake"));
    m_steps->setModel(m_model);
    m_steps->setItemDelegate(new HandshakeDelegate(theme, m_steps));
    m_steps->setRootIsDecorated(false);
    m_steps->setUniformRowHeights(true);
    m_steps->setHeaderHidden(true);
    m_steps->setFrameShape(QFrame::NoFrame);
    m_steps->setSelectionMode(QAbstractItemView::NoSelection);
    m_steps->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_steps->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QHeaderView *columns = m_steps->header();
    columns->setStretchLastSection(false);
    const std::array<int, HandshakeModel::ColumnCount> widths{198, 300, kBar_px + 4, 84};
    for (int column = 0; column < HandshakeModel::ColumnCount; ++column)
        columns->resizeSection(column, widths[static_cast<std::size_t>(column)]);
    columns->setSectionResizeMode(HandshakeModel::Detail, QHeaderView::Stretch);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 1, 0, 8);
    column->setSpacing(0);
    auto *headBox = new QWidget(this);
    headBox->setFixedHeight(kHead_px);
    headBox->setLayout(head);
    column->addWidget(headBox);
    auto *hintLine = new QHBoxLayout;
    hintLine->setContentsMargins(14, 0, 14, 4);
    hintLine->addWidget(m_hint);
    column->addLayout(hintLine);
    column->addWidget(m_steps, 1);
    connect(m_again, &QPushButton::clicked, this, [this] {
        if (m_test.isRunning())
            m_test.stop();
        else
            Q_EMIT testRequested();
    });
    connect(&m_test, &HandshakeTest::stateChanged, this, &HandshakePanel::refresh);
    connect(&m_test, &HandshakeTest::stepAdded, this, &HandshakePanel::refresh);
    m_dots.setInterval(kDots_ms);
    connect(&m_dots, &QTimer::timeout, this, [this] {
        m_dotCount = m_dotCount % 3 + 1;
        m_verdict->setText(verdictText());
    });
    const auto recolour = [this] {
        m_steps->setPalette(m_theme.viewPalette());
        refresh();
    };
    connect(&theme, &Theme::changed, this, recolour);
    recolour();
}

QString HandshakePanel::verdict() const
{
    return m_verdict->text();
}

QString HandshakePanel::verdictText() const
{
    switch (m_test.state()) {
    case HandshakeTest::State::Never:
        return {};
    case HandshakeTest::State::Running:
        return tr("Testing") + QString(m_dotCount, QLatin1Char('.'));
    case HandshakeTest::State::Works:
        return tr("Works, %1").arg(durationText(m_test.result()->duration));
    case HandshakeTest::State::Failed: {
        const QString word = outcomeWord(outcomeOf(*m_test.failure()));
        return word.left(1).toUpper() + word.mid(1);
    }
    case HandshakeTest::State::Stopped:
        break;
    }
    return tr("Stopped");
}

void HandshakePanel::refresh()
{
    using State = HandshakeTest::State;
    const State state = m_test.state();
    const bool never = state == State::Never;
    const bool motion = state == State::Running && !m_theme.reducedMotion();
    if (motion && !m_dots.isActive()) {
        m_dotCount = 1;
        m_dots.start();
    } else if (!motion) {
        m_dots.stop();
        m_dotCount = 0;
    }
    const Tone tone = state == State::Works    ? Tone::Ok
                      : state == State::Failed ? Tone::Error
                                               : Tone::Text2;
    m_verdict->setTone(tone);
    m_verdict->setText(verdictText());
    const bool marked = state == State::Works || state == State::Failed;
    m_mark->setVisible(marked);
    if (marked)
        m_mark->setPixmap(
            m_theme
                .fixedIcon(state == State::Works ? QStringLiteral("ok") : QStringLiteral("error"),
                           tone)
                .pixmap(QSize(16, 16), devicePixelRatioF()));
    const Credential *credential = m_store.book().find(m_test.spec().credential);
    m_what->setText(never ? QString()
                    : credential != nullptr
                        ? tr("%1 with %2").arg(credentialTitle(*credential), m_model->targetName())
                        : m_model->targetName());
    m_again->setText(state == State::Running ? tr("Stop") : never ? tr("Test") : tr("Test again"));
    m_hint->setTone(state == State::Failed ? Tone::Text : Tone::Text2);
    if (state == State::Failed) {
        const Explanation why = explain(*m_test.failure());
        m_hint->setText(why.hint.isEmpty() ? why.sentence
                                           : why.sentence + QLatin1Char(' ') + why.hint);
    } else {
        m_hint->setText(tr("A whole handshake with the device and a first GET, step by step."));
    }
    m_hint->setVisible(never || state == State::Failed);
}

void HandshakePanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Tone::Base));
    painter.fillRect(QRect(0, 0, width(), 1), m_theme.color(Tone::Border));
}

} // namespace copper
