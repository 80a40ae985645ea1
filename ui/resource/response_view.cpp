// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/response_view.h"

#include "core/storage/durable_file.h"
#include "core/storage/history_database.h"
#include "ui/resource/find_bar.h"
#include "ui/resource/image_view.h"
#include "ui/text/failure_text.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/freshness_bar.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/toggle_button.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFutureWatcher>
#include <QHBoxLayout>
#include <QMenu>
#include <QMimeData>
#include <QPromise>
#include <QPushButton>
#include <QStackedWidget>
#include <QThreadPool>
#include <QVBoxLayout>

namespace copper {

namespace {

constexpr std::size_t kMostSaid = 500;

// What a device says of an error in words (RFC 7252 §5.5.2); the payload has it whole.
QString diagnosticOf(const ResponseArrived &response)
{
    if (response.code.isSuccess() || !response.payload || response.payload->empty() ||
        response.payload->size() > kMostSaid || !isValidUtf8(*response.payload) ||
        response.options.uintValue(OptionNumber::ContentFormat).value_or(0) != 0)
        return {};
    return displayText(QString::fromUtf8(reinterpret_cast<const char *>(response.payload->data()),
                                         static_cast<qsizetype>(response.payload->size())),
                       200)
        .trimmed();
}

} // namespace

ResponseView::ResponseView(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_line(new Ground(theme, Tone::Base, Qt::BottomEdge, this)),
      m_badge(new Badge(theme, m_line)),
      m_facts(new PlainLabel(theme, QString(), TextRole::Body, Tone::Text, m_line)),
      m_freshText(new PlainLabel(theme, QString(), TextRole::Body, Tone::Text, m_line)),
      m_fresh(new FreshnessBar(theme, 44, m_line)), m_views(new SegmentedControl(theme, m_line)),
      m_search(new IconButton(theme, QStringLiteral("search"), tr("Find in the payload"),
                              QKeySequence(QKeySequence::Find), m_line)),
      m_copy(new IconButton(theme, QStringLiteral("copy"), tr("Copy the payload"), {}, m_line)),
      m_save(new IconButton(theme, QStringLiteral("export"), tr("Save the payload to a file"),
                            QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), m_line)),
      m_cancel(new QPushButton(tr("Cancel"), m_line)),
      m_validate(new IconButton(theme, QStringLiteral("verify"), QString(), {}, m_line)),
      m_location(new QPushButton(m_line)),
      m_trouble(new Ground(theme, Tone::ErrorTint, Qt::BottomEdge, this)),
      m_troubleText(new PlainLabel(theme, QString(), TextRole::Body, Tone::Error, m_trouble)),
      m_larger(new QPushButton(tr("Allow 4 times more and ask again"), m_trouble)),
      m_addKey(new QPushButton(tr("Add key"), m_trouble)), m_pages(new QStackedWidget(this)),
      m_empty(new EmptyState(theme, QStringLiteral("resource"), tr("Nothing asked yet"),
                             tr("Choose a resource on the left or type an address, then press "
                                "Ctrl+Enter. The answer appears here."),
                             m_pages)),
      m_noBody(new EmptyState(theme, QStringLiteral("info"), tr("No payload"),
                              tr("The answer says everything with its code and options."),
                              m_pages)),
      m_payload(new PayloadView(theme, m_pages))
{
    setObjectName(QStringLiteral("responseView"));
    buildLine();
    auto *trouble = new QHBoxLayout(m_trouble);
    trouble->setContentsMargins(16, 8, 16, 8);
    m_troubleText->setWordWrap(true);
    m_troubleText->setObjectName(QStringLiteral("responseTrouble"));
    trouble->addWidget(m_troubleText, 1);
    m_addKey->setObjectName(QStringLiteral("troubleAddKey"));
    m_addKey->setIcon(theme.icon(QStringLiteral("key")));
    describe(m_addKey, tr("Add a key for this host in Security"));
    trouble->addWidget(m_addKey, 0, Qt::AlignTop);
    connect(m_addKey, &QPushButton::clicked, this, &ResponseView::addKeyRequested);
    m_larger->setObjectName(QStringLiteral("largerBody"));
    trouble->addWidget(m_larger, 0, Qt::AlignTop);
    connect(m_larger, &QPushButton::clicked, this, &ResponseView::largerBodyRequested);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_noBody);
    m_pages->addWidget(m_payload);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_line);
    column->addWidget(m_trouble);
    column->addWidget(m_pages, 1);
    showNothing();
}

void ResponseView::buildLine()
{
    m_badge->setLarge(true);
    m_badge->setObjectName(QStringLiteral("responseCode"));
    m_facts->setElideMode(Qt::ElideRight);
    m_facts->setObjectName(QStringLiteral("responseFacts"));
    m_freshText->setObjectName(QStringLiteral("responseFreshness"));
    m_views->setObjectName(QStringLiteral("responseViews"));
    m_views->setAccessibleName(tr("How the payload is shown"));
    for (const QString &name : {tr("Tree"), tr("Text"), tr("Hex"), tr("Diff"), tr("Image")})
        m_views->addSegment(name);
    m_copy->setObjectName(QStringLiteral("copyPayload"));
    m_copy->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_copy);
    m_copy->setMenu(menu);
    m_save->setObjectName(QStringLiteral("savePayload"));
    m_cancel->setObjectName(QStringLiteral("cancelRequest"));
    m_cancel->setIcon(m_theme.icon(QStringLiteral("close")));
    m_line->setFixedHeight(44);
    auto *line = new QHBoxLayout(m_line);
    line->setContentsMargins(16, 0, 12, 0);
    line->setSpacing(8);
    line->addWidget(m_badge);
    line->addWidget(m_facts);
    line->addWidget(m_freshText);
    line->addWidget(m_fresh);
    line->addWidget(m_validate);
    line->addWidget(m_location);
    line->addStretch(1);
    line->addWidget(m_cancel);
    // Below the payload, where there is room for them.
    for (QWidget *button : {m_search, m_copy, m_save})
        m_payload->addToFoot(button);
    line->addWidget(m_views);
    connect(m_views, &QTabBar::currentChanged, this,
            [this](int index) { m_payload->setPage(static_cast<PayloadView::Page>(index)); });
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillCopyMenu(menu); });
    m_search->setObjectName(QStringLiteral("findPayload"));
    connect(m_search, &QToolButton::clicked, this, [this] { m_payload->findBar()->open(); });
    connect(m_save, &QToolButton::clicked, this, &ResponseView::chooseFile);
    m_location->setProperty("link", true);
    m_validate->setObjectName(QStringLiteral("validateAnswer"));
    describe(m_validate, tr("Still valid? Asks with the ETag; 2.03 says that it is"));
    m_location->setObjectName(QStringLiteral("answerLocation"));
    connect(m_validate, &QToolButton::clicked, this, [this] {
        const auto etag = m_response ? m_response->options.first(OptionNumber::ETag) : std::nullopt;
        if (!etag)
            return;
        m_validating = true;
        Q_EMIT validationRequested(toOwned(*etag));
    });
    connect(m_location, &QPushButton::clicked, this,
            [this] { Q_EMIT locationRequested(m_location->property("href").toString()); });
    connect(m_cancel, &QPushButton::clicked, this, &ResponseView::cancelRequested);
}

void ResponseView::setFacts(const QString &text)
{
    m_facts->setText(text);
    m_facts->setToolTip(text); // where it is narrow, it is cut
    const bool body = m_response && m_response->payload && !m_response->payload->empty();
    for (QWidget *widget : {static_cast<QWidget *>(m_search), static_cast<QWidget *>(m_copy),
                            static_cast<QWidget *>(m_save), static_cast<QWidget *>(m_views)})
        widget->setVisible(body);
    m_cancel->setVisible(m_waitingSince.has_value());
    m_badge->setVisible(!m_waitingSince);
    m_validate->hide();
    m_location->hide();
    if (!m_response) {
        m_fresh->hide();
        m_freshText->hide();
    }
}

void ResponseView::showNothing()
{
    m_response.reset();
    m_waitingSince.reset();
    m_line->hide();
    m_trouble->hide();
    m_payload->clear();
    m_pages->setCurrentWidget(m_empty);
    m_empty->setTexts(tr("Nothing asked yet"),
                      tr("Choose a resource on the left or type an address, then press "
                         "Ctrl+Enter. The answer appears here."));
}

void ResponseView::showWaiting(WallTime since)
{
    m_response.reset();
    m_waitingSince = since;
    m_line->show();
    m_trouble->hide();
    setFacts(tr("Waiting for the answer"));
    // The last value stays in sight, so that a quick answer does not make the room flicker.
    if (!m_payload->payload()) {
        m_empty->setTexts(tr("Waiting for the answer"),
                          tr("A Confirmable message is sent again until the device acknowledges "
                             "it."));
        m_pages->setCurrentWidget(m_empty);
    }
}

void ResponseView::showFailure(const JobFailed &failure)
{
    m_response.reset();
    m_waitingSince.reset();
    m_line->show();
    m_badge->setBadge(failureWord(failure.kind), BadgeKind::Error, QStringLiteral("error"));
    setFacts(failure.retransmissions > 0 ? tr("after %n retransmission(s)", nullptr,
                                              static_cast<int>(failure.retransmissions))
                                         : QString());
    const Explanation why = explain(failure);
    m_troubleText->setText(why.hint.isEmpty() ? why.sentence
                                              : why.sentence + QLatin1Char(' ') + why.hint);
    m_addKey->setVisible(failure.kind == FailureKind::NoCredential);
    m_larger->setVisible(failure.kind == FailureKind::TooLarge);
    m_validating = false;
    m_trouble->show();
    m_payload->clear();
    m_pages->setCurrentWidget(m_noBody);
    m_noBody->setTexts(tr("No answer to show"),
                       tr("Correct what is named above, then send again."));
}

void ResponseView::showResponse(const ResponseArrived &response, bool observing)
{
    m_response = response;
    m_waitingSince.reset();
    m_line->show();
    const bool good = response.code.isSuccess();
    m_badge->setBadge(codeText(response.code), good ? BadgeKind::Answer : BadgeKind::Error,
                      good ? QStringLiteral("ok") : QStringLiteral("error"));
    QStringList facts{durationText(response.rtt)};
    facts << tr("%n message(s)", nullptr, static_cast<int>(response.messages));
    if (response.blocks > 0)
        facts << tr("%n block(s)", nullptr, static_cast<int>(response.blocks));
    facts << byteSize(response.payloadSize);
    if (observing)
        facts << tr("notification %1").arg(response.notificationIndex);
    setFacts(facts.join(QStringLiteral("  ·  ")));
    m_addKey->hide();
    m_larger->hide();
    m_trouble->setVisible(!good);
    if (!good) {
        const QString hint = codeHint(response.code);
        QString text = codeText(response.code) + QStringLiteral(": ") + codeMeaning(response.code) +
                       QLatin1Char('.');
        if (!hint.isEmpty())
            text += QLatin1Char(' ') + hint;
        if (const QString said = diagnosticOf(response); !said.isEmpty())
            text += QLatin1Char(' ') + tr("It says: “%1”").arg(said);
        m_troubleText->setText(text);
    }
    const bool body = response.payload && !response.payload->empty();
    if (body) {
        m_payload->setPayload(response.payload,
                              response.options.uintValue(OptionNumber::ContentFormat), response.at);
        m_pages->setCurrentWidget(m_payload);
    } else if (response.code == code::kValid && m_validating && m_payload->payload()) {
        // The value of before stays in sight: it is the answer's.
        setFacts(tr("still valid") + QStringLiteral("  ·  ") + facts.join(QStringLiteral("  ·  ")));
        m_pages->setCurrentWidget(m_payload);
    } else {
        m_payload->clear();
        const bool gone = response.payloadSize > 0 && response.outputPath.isEmpty();
        m_noBody->setTexts(gone ? tr("Not kept") : tr("No payload"),
                           gone ? tr("Of an earlier session only bodies of up to %1 are kept. "
                                     "Send the request again to see it.")
                                      .arg(byteSize(HistoryDatabase::kMaxBody_bytes))
                                : codeMeaning(response.code));
        m_pages->setCurrentWidget(m_noBody);
    }
    m_validating = false;
    placeLinks();
    tick(m_now);
}

// What the answer leads to: the resource it made, and whether it is still the newest.
void ResponseView::placeLinks()
{
    QString href;
    QStringList query;
    if (m_response && m_response->code == code::kCreated) {
        for (const OptionView &option : m_response->options) {
            const QByteArray value(reinterpret_cast<const char *>(option.value.data()),
                                   static_cast<qsizetype>(option.value.size()));
            const QString text = QString::fromLatin1(value.toPercentEncoding("!$'()*+,;:@"));
            if (option.number == OptionNumber::LocationPath)
                href += QLatin1Char('/') + text;
            else if (option.number == OptionNumber::LocationQuery)
                query << text;
        }
    }
    if (!query.isEmpty())
        href += QLatin1Char('?') + query.join(QLatin1Char('&'));
    m_location->setVisible(!href.isEmpty());
    m_location->setProperty("href", href);
    m_location->setText(displayText(href, 60).replace(QLatin1Char('&'), QStringLiteral("&&")));
    describe(m_location, tr("Ask for what was made: %1").arg(displayText(href, 200)));
    m_validate->setVisible(m_response && m_response->options.has(OptionNumber::ETag) &&
                           m_response->code.isSuccess() && m_payload->payload());
}

void ResponseView::setEarlier(std::vector<EarlierBody> earlier)
{
    m_payload->diff()->setEarlier(std::move(earlier));
}

void ResponseView::setPrevious(const ResponseArrived *previous)
{
    if (previous == nullptr || !previous->payload) {
        m_payload->setPrevious(nullptr, std::nullopt, {});
        return;
    }
    m_payload->setPrevious(previous->payload,
                           previous->options.uintValue(OptionNumber::ContentFormat), previous->at);
}

void ResponseView::tick(WallTime now)
{
    m_now = now;
    if (m_waitingSince) {
        const double waited = now.secondsSince(*m_waitingSince);
        if (waited >= 1)
            m_facts->setText(tr("Waiting for the answer, %1").arg(spanText(waited)));
        return;
    }
    const bool content =
        m_response && (m_response->code == code::kContent || m_response->code == code::kValid);
    m_fresh->setVisible(content);
    m_freshText->setVisible(content);
    if (!content)
        return;
    // RFC 7252 §5.10.5: 60 s when the option is absent.
    const double maxAge = m_response->options.uintValue(OptionNumber::MaxAge).value_or(60);
    const double left = maxAge - std::max(0.0, now.secondsSince(m_response->at));
    m_fresh->setShare(maxAge > 0 ? std::clamp(left / maxAge, 0.0, 1.0) : 0);
    m_freshText->setTone(left > 0 ? Tone::Text : Tone::Warn);
    m_freshText->setText(left > 0 ? tr("·  fresh for %1").arg(spanText(left))
                                  : tr("·  stale for %1").arg(spanText(-left)));
}

void ResponseView::setSaving(bool saving)
{
    m_saving = saving;
    m_save->setEnabled(!saving);
    describe(m_save, saving ? tr("The payload is being written") : tr("Save the payload to a file"),
             QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
}

void ResponseView::sayTrouble(const QString &text)
{
    m_troubleText->setText(text);
    m_addKey->hide();
    m_larger->hide();
    m_trouble->show();
}

void ResponseView::saveBody(const QString &path)
{
    if (m_saving)
        return;
    const std::shared_ptr<const Bytes> payload = m_payload->payload();
    if (!payload) {
        sayTrouble(tr("There is no payload to save."));
        return;
    }
    setSaving(true);
    // The buffer is shared and never changes; the program waits for the pool when it ends.
    const auto promise = std::make_shared<QPromise<Result<void, QString>>>();
    promise->start();
    auto *watcher = new QFutureWatcher<Result<void, QString>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, path, payload] {
        watcher->deleteLater();
        setSaving(false);
        const Result<void, QString> saved = watcher->result();
        if (saved)
            Q_EMIT bodySaved(path, payload->size());
        else
            sayTrouble(explain(FailureKind::OutputUnwritable).sentence + QLatin1Char(' ') +
                       saved.error());
    });
    watcher->setFuture(promise->future());
    QThreadPool::globalInstance()->start([promise, payload, path] {
        promise->addResult(saveWhole(path, {reinterpret_cast<const char *>(payload->data()),
                                            static_cast<qsizetype>(payload->size())}));
        promise->finish();
    });
}

void ResponseView::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Save the payload"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, &ResponseView::saveBody);
    dialog->open();
}

void ResponseView::fillCopyMenu(QMenu *menu)
{
    menu->clear();
    const std::shared_ptr<const Bytes> payload = m_payload->payload();
    if (!payload)
        return;
    const QString text = m_payload->asPlainText();
    QAction *asText = menu->addAction(tr("Copy as text"), this,
                                      [text] { QApplication::clipboard()->setText(text); });
    asText->setObjectName(QStringLiteral("copyText"));
    asText->setEnabled(!text.isEmpty());
    // A clipboard holds copies, and in hex four bytes for each: what is larger is saved.
    const bool fits = payload->size() <= kMostCopied;
    QAction *asHex = menu->addAction(tr("Copy as hex"), this, [payload] {
        QApplication::clipboard()->setText(QString::fromStdString(toHex(*payload)));
    });
    asHex->setObjectName(QStringLiteral("copyHex"));
    asHex->setEnabled(fits);
    QAction *asBytes = menu->addAction(tr("Copy as bytes"), this, [payload] {
        auto *mime = new QMimeData;
        mime->setData(QStringLiteral("application/octet-stream"),
                      QByteArray(reinterpret_cast<const char *>(payload->data()),
                                 static_cast<qsizetype>(payload->size())));
        QApplication::clipboard()->setMimeData(mime);
    });
    asBytes->setObjectName(QStringLiteral("copyBytes"));
    asBytes->setEnabled(fits);
    if (!fits) {
        menu->addSeparator();
        menu->addAction(tr("Save the payload to a file"), this, &ResponseView::chooseFile)
            ->setEnabled(!m_saving);
    }
}

} // namespace copper
