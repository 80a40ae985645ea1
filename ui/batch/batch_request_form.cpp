// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/batch_request_form.h"

#include "core/domain/resource_uri.h"
#include "ui/text/protocol_text.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/toggle_button.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <array>

namespace copper {

namespace {

constexpr std::array kMethods{code::kGet,   code::kPut,   code::kPost,  code::kDelete,
                              code::kFetch, code::kPatch, code::kIPatch};
constexpr qsizetype kMaxPayload = 1 << 16; // characters

bool changesSomething(Code method)
{
    return method != code::kGet && method != code::kFetch;
}

} // namespace

BatchRequestForm::BatchRequestForm(const Theme &theme, Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_workspace(workspace), m_method(new QComboBox(this)),
      m_path(new QLineEdit(this)), m_whom(new QComboBox(this)), m_group(new QLineEdit(this)),
      m_payload(new QLineEdit(this)), m_type(new QComboBox(this)), m_atOnce(new QSpinBox(this)),
      m_perSecond(new QSpinBox(this)), m_run(new QPushButton(this)),
      m_note(new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this))
{
    build();
    fillWhom();
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (m_running)
            Q_EMIT stopRequested();
        else
            Q_EMIT runRequested();
    });
    for (QLineEdit *field : {m_path, m_payload, m_group}) {
        connect(field, &QLineEdit::returnPressed, this, [this] {
            if (!m_running && m_run->isEnabled())
                Q_EMIT runRequested();
        });
        connect(field, &QLineEdit::textChanged, this, &BatchRequestForm::update);
    }
    for (QComboBox *box : {m_method, m_whom, m_type})
        connect(box, &QComboBox::currentIndexChanged, this, &BatchRequestForm::update);
    const auto again = [this] {
        fillWhom();
        update();
    };
    connect(&workspace.devices(), &DeviceRegistry::deviceRemoved, this, again);
    connect(&workspace.feed(), &SessionFeed::ticked, this, [this, again] {
        if (isVisible() && !m_whom->view()->isVisible())
            again();
    });
    update();
}

void BatchRequestForm::showEvent(QShowEvent *event)
{
    fillWhom(); // devices came meanwhile
    update();
    QWidget::showEvent(event);
}

void BatchRequestForm::build()
{
    for (const Code method : kMethods)
        m_method->addItem(codeText(method), static_cast<int>(method.raw));
    m_method->setObjectName(QStringLiteral("batchMethod"));
    m_method->setAccessibleName(tr("Method"));
    m_path->setObjectName(QStringLiteral("batchPath"));
    m_path->setAccessibleName(tr("Path of the resource on each device"));
    m_path->setPlaceholderText(tr("/sensors/temp"));
    m_whom->setObjectName(QStringLiteral("batchWhom"));
    m_whom->setAccessibleName(tr("Whom to ask"));
    m_whom->setMinimumWidth(190);
    m_group->setObjectName(QStringLiteral("batchGroup"));
    m_group->setAccessibleName(tr("Group"));
    m_group->setText(QStringLiteral("224.0.1.187"));
    m_group->setMaximumWidth(180);
    m_payload->setObjectName(QStringLiteral("batchPayload"));
    m_payload->setAccessibleName(tr("Payload as text"));
    m_payload->setPlaceholderText(tr("Payload as text"));
    m_payload->setMaxLength(kMaxPayload);
    m_type->setObjectName(QStringLiteral("batchType"));
    m_type->setAccessibleName(tr("Type of the message"));
    m_type->addItem(QStringLiteral("CON"));
    m_type->addItem(QStringLiteral("NON"));
    const auto spin = [this](QSpinBox *box, const char *name, const QString &label,
                             const QString &suffix, int most, int preset) {
        box->setObjectName(QLatin1String(name));
        box->setAccessibleName(label);
        box->setRange(1, most);
        box->setValue(preset);
        box->setSuffix(suffix);
    };
    const RequestBatch::Pace preset;
    spin(m_atOnce, "batchAtOnce", tr("Requests under way at once"), tr(" at once"),
         RequestBatch::kMaxAtOnce, preset.atOnce);
    spin(m_perSecond, "batchPerSecond", tr("Requests begun in a second"), tr(" a second"),
         static_cast<int>(RequestBatch::kMaxPerSecond), static_cast<int>(preset.perSecond));
    m_run->setObjectName(QStringLiteral("batchRun"));
    m_run->setProperty("primary", true);
    m_note->setObjectName(QStringLiteral("batchNote"));
    m_note->setElideMode(Qt::ElideRight);
    auto *lines = new QVBoxLayout(this);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(6);
    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_method);
    first->addWidget(m_path, 1);
    first->addWidget(m_whom);
    first->addWidget(m_group);
    first->addWidget(m_run);
    auto *second = new QHBoxLayout;
    second->setSpacing(8);
    second->addWidget(m_payload, 1);
    second->addWidget(m_type);
    second->addWidget(m_atOnce);
    second->addWidget(m_perSecond);
    lines->addLayout(first);
    lines->addLayout(second);
    lines->addWidget(m_note);
}

void BatchRequestForm::show(const RequestSpec &request, const QStringList &uris)
{
    m_base = request;
    m_chosen = uris;
    m_method->setCurrentIndex(m_method->findData(static_cast<int>(request.method.raw)));
    m_type->setCurrentIndex(request.confirmable ? 0 : 1);
    m_payload->setText(
        request.payload ? QString::fromUtf8(reinterpret_cast<const char *>(request.payload->data()),
                                            static_cast<qsizetype>(request.payload->size()))
                        : QString());
    const auto parts = splitUri(request.uri);
    m_path->setText(parts && parts->path != QLatin1String("/") ? parts->path + parts->query
                                                               : QString());
    fillWhom();
    m_whom->setCurrentIndex(
        m_whom->findData(static_cast<int>(uris.isEmpty() ? Whom::All : Whom::Chosen)));
    update();
}

// The counts beside the words are those of now.
void BatchRequestForm::fillWhom()
{
    const QSignalBlocker quiet(m_whom);
    const QVariant chosen = m_whom->currentData();
    m_whom->clear();
    const auto add = [this](Whom whom, const QString &text) {
        m_whom->addItem(text, static_cast<int>(whom));
    };
    if (!m_chosen.isEmpty())
        add(Whom::Chosen, tr("The %n chosen", nullptr, static_cast<int>(m_chosen.size())));
    const auto count = [this](Whom whom) {
        return static_cast<int>(devices(whom).size());
    };
    add(Whom::All, tr("All %n devices", nullptr, count(Whom::All)));
    add(Whom::Alive, tr("The %n that are alive", nullptr, count(Whom::Alive)));
    add(Whom::Favourites, tr("The %n favourites", nullptr, count(Whom::Favourites)));
    add(Whom::Group, tr("A group, by multicast"));
    const int at = m_whom->findData(chosen);
    m_whom->setCurrentIndex(std::max(0, at));
}

QStringList BatchRequestForm::devices(Whom whom) const
{
    QStringList bases;
    for (const Device &device : m_workspace.devices().devices()) {
        const bool wanted = whom == Whom::All ||
                            (whom == Whom::Alive && device.state == DeviceState::Alive) ||
                            (whom == Whom::Favourites && device.favourite);
        if (wanted)
            bases << device.baseUri();
    }
    return bases;
}

bool BatchRequestForm::isGroup() const
{
    return m_whom->currentData().toInt() == static_cast<int>(Whom::Group);
}

// A target that names a resource keeps it, a device gets the path.
QString BatchRequestForm::pathOf(const QString &uri) const
{
    const auto parts = splitUri(uri);
    if (!parts || parts->path != QLatin1String("/"))
        return uri;
    const QString path = m_path->text().trimmed();
    return parts->endpoint + (path.startsWith(QLatin1Char('/')) ? path : QLatin1Char('/') + path);
}

QStringList BatchRequestForm::targets() const
{
    const auto whom = static_cast<Whom>(m_whom->currentData().toInt());
    if (whom == Whom::Group) {
        QString group = m_group->text().trimmed();
        if (group.count(QLatin1Char(':')) > 1 && !group.startsWith(QLatin1Char('[')))
            group = QLatin1Char('[') + group + QLatin1Char(']');
        return {pathOf(QStringLiteral("coap://") + group + QLatin1Char('/'))};
    }
    QStringList uris;
    const QStringList bases = whom == Whom::Chosen ? m_chosen : devices(whom);
    for (const QString &base : bases)
        uris << pathOf(base);
    return uris;
}

RequestSpec BatchRequestForm::request() const
{
    RequestSpec spec = m_base;
    spec.uri.clear();
    spec.method = Code{static_cast<std::uint8_t>(m_method->currentData().toInt())};
    spec.confirmable = m_type->currentIndex() == 0 && !isGroup();
    const QByteArray text = m_payload->text().toUtf8();
    // What cannot stand in a line of text stays as it came.
    const bool asItCame =
        m_base.payload &&
        QString::fromUtf8(reinterpret_cast<const char *>(m_base.payload->data()),
                          static_cast<qsizetype>(m_base.payload->size())) == m_payload->text();
    if (!asItCame)
        spec.payload =
            text.isEmpty() ? nullptr : std::make_shared<const Bytes>(text.begin(), text.end());
    return spec;
}

RequestBatch::Pace BatchRequestForm::pace() const
{
    return {m_atOnce->value(), static_cast<double>(m_perSecond->value())};
}

QString BatchRequestForm::problem() const
{
    const QStringList uris = targets();
    if (uris.isEmpty())
        return tr("Nobody is there to ask. Discover first, or choose others.");
    if (isGroup() && !isGroupUri(uris.first()))
        return tr("%1 is no group. Write a multicast address such as 224.0.1.187 or ff02::fd.")
            .arg(m_group->text().trimmed());
    return {};
}

void BatchRequestForm::setRunning(bool on)
{
    if (on == m_running)
        return;
    m_running = on;
    update();
}

void BatchRequestForm::update()
{
    const QString trouble = problem();
    m_group->setVisible(isGroup());
    m_atOnce->setEnabled(!isGroup());
    m_perSecond->setEnabled(!isGroup());
    m_type->setEnabled(!isGroup());
    m_run->setText(m_running ? tr("Stop") : tr("Ask all"));
    m_run->setIcon(m_theme.fixedIcon(m_running ? QStringLiteral("stop") : QStringLiteral("send"),
                                     Tone::OnCopper));
    m_run->setEnabled(m_running || trouble.isEmpty());
    describe(m_run, m_running ? tr("Send no more, and wait for none of those under way")
                              : tr("Send this request to all of them"));
    const Code method{static_cast<std::uint8_t>(m_method->currentData().toInt())};
    QString note;
    Tone tone = Tone::Text2;
    if (!trouble.isEmpty()) {
        note = trouble;
        tone = Tone::Error;
    } else if (isGroup() && changesSomething(method)) {
        note = tr("%1 changes every device of the group that has the resource, also those you do "
                  "not know, and not all of them answer.")
                   .arg(codeText(method));
        tone = Tone::Warn;
    } else if (changesSomething(method)) {
        note = tr("%1 changes %n devices.", nullptr, static_cast<int>(targets().size()))
                   .arg(codeText(method));
        tone = Tone::Warn;
    }
    m_note->setText(note);
    m_note->setTone(tone);
    m_note->setVisible(!note.isEmpty());
    Q_EMIT changed();
}

} // namespace copper
