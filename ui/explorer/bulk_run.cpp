// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/bulk_run.h"

#include "core/domain/resource_uri.h"
#include "ui/text/plain_text.h"

namespace copper {

BulkRun::BulkRun(Workspace &workspace, QObject *parent, int turn_ms)
    : QObject(parent), m_workspace(workspace)
{
    m_timer.setInterval(turn_ms);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &BulkRun::turn);
}

void BulkRun::start(What what, const QStringList &targets, const Beyond &beyond)
{
    stop();
    m_what = what;
    m_targets = targets.mid(0, kMaxTargets);
    m_next = m_done = m_asItWas = 0;
    m_left = targets.size() - m_targets.size();
    m_reason = m_left > 0 ? tr("%1 at a time are the most").arg(groupedNumber(kMaxTargets))
                          : beyond.reason;
    m_left += beyond.count;
    turn();
}

void BulkRun::start(What what, const QStringList &targets, Act act)
{
    stop();
    m_act = std::move(act);
    start(what, targets);
}

void BulkRun::stop()
{
    m_timer.stop();
    m_left += m_targets.size() - m_next;
    m_next = m_targets.size();
}

bool BulkRun::act(const QString &target)
{
    ObservationBook &observations = m_workspace.observations();
    switch (m_what) {
    case What::Read:
        m_workspace.get(target);
        break;
    case What::Observe:
        if (observations.isObserved(target)) {
            ++m_asItWas;
            return true;
        }
        if (observations.observationCount() >= ObservationBook::kMaxObservations) {
            m_reason = tr("%1 observations are the most")
                           .arg(groupedNumber(ObservationBook::kMaxObservations));
            return false;
        }
        m_workspace.observe(target);
        break;
    case What::Stop:
        if (!observations.isObserved(target)) {
            ++m_asItWas;
            return true;
        }
        m_workspace.stopObserving(target);
        break;
    case What::Ping: {
        RequestSpec spec;
        spec.uri = canonicalUri(target);
        m_workspace.session().ping(spec, 1);
        break;
    }
    case What::ReadLists:
        if (const Device *device = m_workspace.devices().deviceAt(target))
            m_workspace.refresh(device->id);
        break;
    case What::Chart:
    case What::Flash:
        m_reason = m_act(target);
        if (!m_reason.isEmpty())
            return false;
        break;
    }
    ++m_done;
    return true;
}

void BulkRun::turn()
{
    for (int i = 0; i < kEachTurn && m_next < m_targets.size(); ++i) {
        if (act(m_targets.at(m_next))) {
            ++m_next;
            continue;
        }
        m_left += m_targets.size() - m_next;
        m_next = m_targets.size();
    }
    if (m_next < m_targets.size())
        m_timer.start();
    Q_EMIT said(line());
}

QString BulkRun::line() const
{
    const QString done = groupedNumber(m_done);
    QString text;
    switch (m_what) {
    case What::Read:
        text = tr("%1 asked").arg(done);
        break;
    case What::Observe:
        text = tr("%1 observed").arg(done);
        break;
    case What::Stop:
        text = tr("%1 stopped").arg(done);
        break;
    case What::Ping:
        text = tr("%1 pinged").arg(done);
        break;
    case What::ReadLists:
        text = tr("%1 asked for their resources").arg(done);
        break;
    case What::Chart:
        text = tr("%1 charted").arg(done);
        break;
    case What::Flash:
        text = tr("%1 put into the firmware list").arg(done);
        break;
    }
    if (isRunning())
        text += tr(" of %1").arg(groupedNumber(m_targets.size()));
    if (m_asItWas > 0)
        text += m_what == What::Observe
                    ? tr(", %1 were already").arg(groupedNumber(m_asItWas))
                    : tr(", %1 were not observed").arg(groupedNumber(m_asItWas));
    if (m_left > 0)
        text += m_reason.isEmpty() ? tr("; %1 not").arg(groupedNumber(m_left))
                                   : tr("; %1 not: %2").arg(groupedNumber(m_left), m_reason);
    return text;
}

} // namespace copper
