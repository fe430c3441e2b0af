#Requires -RunAsAdministrator
<#
.SYNOPSIS
Installs UpgradeWorker as a Windows service that runs as its own virtual account.

.PARAMETER Source
Folder with the published program.

.PARAMETER Target
Where the program is to lie.

.PARAMETER Data
Folder of settings, database and logs.

.EXAMPLE
.\install.ps1 -Source .\out
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Source,
    [string] $Target = "$env:ProgramFiles\UpgradeWorker",
    [string] $Data = "$env:ProgramData\UpgradeWorker"
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$name = 'UpgradeWorker'
$settings = Join-Path $Data 'appsettings.json'
$program = Join-Path $Target 'UpgradeWorker.exe'

if (-not (Test-Path (Join-Path $Source 'UpgradeWorker.exe'))) {
    throw "There is no UpgradeWorker.exe in $Source. Publish it first: dotnet publish src/UpgradeWorker -c Release -r win-x64 --self-contained -o out"
}

$service = Get-Service -Name $name -ErrorAction SilentlyContinue
if ($service -and $service.Status -ne 'Stopped') {
    Stop-Service -Name $name
    (Get-Service -Name $name).WaitForStatus('Stopped', '00:03:00')
}

New-Item -ItemType Directory -Force -Path $Target, $Data | Out-Null
Copy-Item -Path (Join-Path $Source '*') -Destination $Target -Recurse -Force
if (-not (Test-Path $settings)) {
    Copy-Item -Path (Join-Path $Target 'appsettings.json') -Destination $settings
}

if (-not $service) {
    New-Service -Name $name -DisplayName 'UpgradeWorker' -StartupType Automatic `
        -Description 'Upgrades CloudFormation stacks after asking by mail.' `
        -BinaryPathName "`"$program`" run --config `"$settings`"" | Out-Null
    & sc.exe config $name obj= "NT SERVICE\$name" start= delayed-auto | Out-Null
    if ($LASTEXITCODE -ne 0) { throw "sc.exe config failed with $LASTEXITCODE" }
}

# Settings, database and logs are for administrators and the service's own account alone.
& icacls.exe $Data /inheritance:r /grant:r 'BUILTIN\Administrators:(OI)(CI)F' 'NT AUTHORITY\SYSTEM:(OI)(CI)F' "NT SERVICE\${name}:(OI)(CI)M" | Out-Null
if ($LASTEXITCODE -ne 0) { throw "icacls.exe failed with $LASTEXITCODE" }

# Started again after a crash, twice after 10 s, then every 5 minutes; the count starts anew after a day.
& sc.exe failure $name reset= 86400 actions= restart/10000/restart/10000/restart/300000 | Out-Null
if ($LASTEXITCODE -ne 0) { throw "sc.exe failure failed with $LASTEXITCODE" }

Write-Host "Installed. Edit $settings, then:"
Write-Host "  & '$program' check --config '$settings'"
Write-Host "  Start-Service $name"
