# Adds a folder to the person's PATH or removes it; other entries stay as they are written, variables in them included.
param(
  [Parameter(Mandatory)] [ValidateSet('add', 'remove')] [string] $Action,
  [Parameter(Mandatory)] [string] $Folder
)
$ErrorActionPreference = 'Stop'
$key = [Microsoft.Win32.Registry]::CurrentUser.OpenSubKey('Environment', $true)
$kind = if ($key.GetValueNames() -contains 'Path') { $key.GetValueKind('Path') } else { [Microsoft.Win32.RegistryValueKind]::ExpandString }
$current = [string] $key.GetValue('Path', '', [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames)
$entries = @($current -split ';' | Where-Object { $_ -ne '' -and $_ -ne $Folder })
if ($Action -eq 'add') { $entries += $Folder }
$key.SetValue('Path', ($entries -join ';'), $kind)
$key.Close()
# Setting any variable this way tells the running programs to read theirs again.
[Environment]::SetEnvironmentVariable('GANTRY_PATH_CHANGED', '1', 'User')
[Environment]::SetEnvironmentVariable('GANTRY_PATH_CHANGED', $null, 'User')
